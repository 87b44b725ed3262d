// What LM Studio tells about its models: its own list, in the newer or the older form, else the compatible one.

import type { ListedModel } from '../../model/dialect.ts';
import { known, type ModelLister, readModels, tokens } from '../../dialects/openaiChat/models.ts';
import { nonEmptyString, property } from '../../dialects/wire/json.ts';

/** The richest list the server has. An older server answers unknown paths with a success that says they are unknown. */
export const listLmstudio: ModelLister = async (ask) => {
  for (const path of ['../api/v1/models', '../api/v0/models']) {
    const models = readLmstudio(await ask(path).catch(() => undefined));
    if (models) return models;
  }
  return readModels(await ask('models'), {});
};

/** Undefined when the answer is no list of LM Studio's own. Models that are loaded come first. */
export function readLmstudio(answer: unknown): readonly ListedModel[] | undefined {
  const newer = property(answer, 'models');
  const list = Array.isArray(newer) ? newer : property(answer, 'data');
  if (!Array.isArray(list) || !list.every(isOwnEntry)) return undefined;
  const chatting = (list as unknown[]).filter((entry) => !nonEmptyString(property(entry, 'type'))?.startsWith('embedding'));
  return chatting.toSorted((a, b) => Number(isLoaded(b)) - Number(isLoaded(a))).map(readEntry);
}

function isOwnEntry(entry: unknown): boolean {
  return nameOf(entry) !== undefined && nonEmptyString(property(entry, 'type')) !== undefined && 'max_context_length' in Object(entry);
}

function nameOf(entry: unknown): string | undefined {
  return nonEmptyString(property(entry, 'key')) ?? nonEmptyString(property(entry, 'id'));
}

function instanceOf(entry: unknown): unknown {
  const loaded = property(entry, 'loaded_instances');
  return Array.isArray(loaded) ? (loaded as unknown[])[0] : undefined;
}

function isLoaded(entry: unknown): boolean {
  return instanceOf(entry) !== undefined || property(entry, 'state') === 'loaded';
}

/** A loaded model's window is what it was loaded with, not what it could have. */
function readEntry(entry: unknown): ListedModel {
  const capabilities = property(entry, 'capabilities');
  const listed = Array.isArray(capabilities) ? (capabilities as unknown[]) : undefined;
  const flag = (name: string): boolean | undefined => {
    const value = property(capabilities, name);
    return typeof value === 'boolean' ? value : undefined;
  };
  const window = tokens(property(property(instanceOf(entry), 'config'), 'context_length')) ?? tokens(property(entry, 'loaded_context_length')) ?? tokens(property(entry, 'max_context_length'));
  return {
    name: nameOf(entry) ?? '',
    ...known('contextWindow', window),
    ...known('images', flag('vision') ?? (property(entry, 'type') === 'vlm' ? true : undefined)),
    ...known('tools', flag('trained_for_tool_use') ?? listed?.includes('tool_use')),
  };
}
