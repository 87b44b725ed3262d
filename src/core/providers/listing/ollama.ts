// What Ollama tells about its models beside the compatible wire: their real window and what they can do.

import type { ListedModel } from '../../model/dialect.ts';
import type { ModelInfo } from '../../model/modelInfo.ts';
import { type Ask, known, type ModelLister, readModels, tokens } from '../../dialects/openaiChat/models.ts';
import { nonEmptyString, property } from '../../dialects/wire/json.ts';

const mostDetails = 40;
const atOnce = 4;

/** Names from `/api/tags`, details from `/api/show`. A model whose details cannot be had is listed by name. */
export const listOllama: ModelLister = async (ask) => {
  const names = readModels(await ask('../api/tags'), { list: 'models', name: 'name' });
  const listed: (ListedModel | undefined)[] = [...names];
  const waiting = [...names.slice(0, mostDetails).entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) listed[next[0]] = await detail(ask, next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return listed.filter((model) => model !== undefined);
};

/** Undefined for a model that cannot chat. */
async function detail(ask: Ask, model: ListedModel): Promise<ListedModel | undefined> {
  try {
    const answer = await ask('../api/show', { model: model.name });
    return can(answer, 'completion') === false ? undefined : { ...model, ...readOllamaDetails(answer) };
  } catch {
    return model;
  }
}

/** The answer of `/api/show`. What a person set as the window is what the server uses. */
export function readOllamaDetails(answer: unknown): ModelInfo {
  const info = property(answer, 'model_info');
  const name = typeof info === 'object' && info !== null ? Object.keys(info).find((key) => key.endsWith('.context_length')) : undefined;
  const trained = name === undefined ? undefined : property(info, name);
  const set = /^num_ctx\s+(\d+)/m.exec(nonEmptyString(property(answer, 'parameters')) ?? '')?.[1];
  return {
    ...known('contextWindow', set === undefined ? tokens(trained) : tokens(Number(set))),
    ...known('images', can(answer, 'vision')),
    ...known('tools', can(answer, 'tools')),
    ...known('thinking', can(answer, 'thinking')),
  };
}

function can(answer: unknown, capability: string): boolean | undefined {
  const listed = property(answer, 'capabilities');
  return Array.isArray(listed) ? listed.includes(capability) : undefined;
}
