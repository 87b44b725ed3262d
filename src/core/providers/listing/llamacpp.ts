// What the server of llama.cpp tells about its model: the window it runs with, and what it can see.

import type { ListedModel } from '../../model/dialect.ts';
import { known, type ModelLister, readModels, tokens } from '../../dialects/openaiChat/models.ts';
import { property } from '../../dialects/wire/json.ts';

/** Names from the compatible list; with one model the properties of the server are those of the model. */
export const listLlamacpp: ModelLister = async (ask) => {
  const [list, properties] = await Promise.all([ask('models'), ask('../props').catch(() => undefined)]);
  return joinLlamacpp(list, properties);
};

/** Puts both answers together. The window a server runs with beats the one the model was trained for. */
export function joinLlamacpp(list: unknown, properties: unknown): readonly ListedModel[] {
  const models = readModels(list, { contextWindow: ['meta.n_ctx', 'meta.n_ctx_train'] });
  if (models.length !== 1) return models;
  const images = property(property(properties, 'modalities'), 'vision');
  return models.map((model) => ({
    ...model,
    ...known('contextWindow', tokens(property(property(properties, 'default_generation_settings'), 'n_ctx'))),
    ...known('images', typeof images === 'boolean' ? images : undefined),
  }));
}
