// What the models API tells about a model, which is the best source there is for its limits.

import type { ListedModel } from '../../model/dialect.ts';
import { nonEmptyString, property, tokenCount } from '../wire/json.ts';

/** Reads all pages. A server that gives the same page for ever is left after the first repetition. */
export async function readModels(entries: AsyncIterable<unknown>): Promise<readonly ListedModel[]> {
  const models = new Map<string, ListedModel>();
  for await (const entry of entries) {
    const name = nonEmptyString(property(entry, 'id'));
    if (name === undefined) continue;
    if (models.has(name)) break;
    const capabilities = property(entry, 'capabilities');
    models.set(name, {
      name,
      contextWindow: limit(property(entry, 'max_input_tokens')),
      maxOutput: limit(property(entry, 'max_tokens')),
      thinking: supported(property(capabilities, 'thinking')),
      images: supported(property(capabilities, 'image_input')),
    });
  }
  return [...models.values()];
}

function limit(told: unknown): number | undefined {
  return tokenCount(told) || undefined;
}

function supported(capability: unknown): boolean | undefined {
  const told = property(capability, 'supported');
  return typeof told === 'boolean' ? told : undefined;
}
