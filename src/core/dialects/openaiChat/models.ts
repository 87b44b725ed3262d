// Which models a server offers and what it tells about them, read from wherever it tells it.

import type { ListedModel } from '../../model/dialect.ts';
import type { JsonObject } from '../../model/message.ts';
import { nonEmptyString, property } from '../wire/json.ts';

/** Asks the server something beside the chat. The path is relative to the base address: `models`, `../api/tags`. */
export type Ask = (path: string, body?: JsonObject) => Promise<unknown>;

/** Lists models in a way of its own. Rejects when it cannot even name them. */
export type ModelLister = (ask: Ask) => Promise<readonly ListedModel[]>;
export type LazyModelLister = () => Promise<ModelLister>;

/** Where one answer has its list, and where an entry tells what. Paths are dotted; of several the first that tells. */
export interface ModelFields {
  /** Default: `models`. */
  readonly path?: string;
  /** Default: `data`, or the answer itself when it is a list. */
  readonly list?: string;
  readonly name?: string;
  readonly contextWindow?: readonly string[];
  readonly maxOutput?: readonly string[];
  readonly images?: Sign;
  readonly tools?: Sign;
  readonly thinking?: Sign;
  /** An entry that tells it is no model to chat with is left out. */
  readonly chat?: Sign;
}

/** A flag, or a list or text that holds a word. Where an entry has nothing there, nothing is known. */
export interface Sign {
  readonly at: string;
  readonly has?: string;
}

const usual: Required<Pick<ModelFields, 'path' | 'list' | 'name' | 'contextWindow' | 'maxOutput'>> = {
  path: 'models',
  list: 'data',
  name: 'id',
  contextWindow: ['context_length', 'context_window', 'max_model_len', 'max_context_length', 'max_input_tokens', 'meta.n_ctx'],
  maxOutput: ['max_completion_tokens', 'max_output_tokens', 'top_provider.max_completion_tokens'],
};
const mostModels = 5_000;

/** The usual way: one request. */
export function listByFields(fields: ModelFields): ModelLister {
  return async (ask) => readModels(await ask(fields.path ?? usual.path), fields);
}

/** Reads a list of models. Entries without a name are passed over; an answer without a list has none. */
export function readModels(answer: unknown, given: ModelFields): readonly ListedModel[] {
  const fields = { ...usual, ...given };
  const list = Array.isArray(answer) ? (answer as unknown[]) : property(answer, fields.list);
  if (!Array.isArray(list)) return [];
  return (list as unknown[]).slice(0, mostModels).flatMap((entry) => {
    const name = nonEmptyString(at(entry, fields.name));
    if (name === undefined || readSign(entry, fields.chat) === false) return [];
    return [{
      name,
      ...known('contextWindow', firstCount(entry, fields.contextWindow)),
      ...known('maxOutput', firstCount(entry, fields.maxOutput)),
      ...known('images', readSign(entry, fields.images)),
      ...known('tools', readSign(entry, fields.tools)),
      ...known('thinking', readSign(entry, fields.thinking)),
    }];
  });
}

/** Only what is known becomes a property. */
export function known<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [Key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value };
}

/** A count of tokens that means something: 0 and less do not. */
export function tokens(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 1 ? Math.floor(value) : undefined;
}

function firstCount(entry: unknown, paths: readonly string[]): number | undefined {
  for (const path of paths) {
    const count = tokens(at(entry, path));
    if (count !== undefined) return count;
  }
  return undefined;
}

function readSign(entry: unknown, sign: Sign | undefined): boolean | undefined {
  const value = sign && at(entry, sign.at);
  if (sign?.has === undefined) return typeof value === 'boolean' ? value : undefined;
  if (Array.isArray(value)) return value.includes(sign.has);
  return typeof value === 'string' ? value.includes(sign.has) : undefined;
}

function at(entry: unknown, path: string): unknown {
  return path.split('.').reduce(property, entry);
}
