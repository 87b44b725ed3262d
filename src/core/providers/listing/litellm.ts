// What a LiteLLM proxy tells about its models. Never asks for its health: that calls every model and costs money.

import { type ModelLister, readModels } from '../../dialects/openaiChat/models.ts';

/** Names from the compatible list, details from `/v1/model/info` where the key may see it. */
export const listLitellm: ModelLister = async (ask) => {
  const [list, info] = await Promise.all([ask('models'), ask('model/info').catch(() => undefined)]);
  const details = new Map(readModels(info, {
    name: 'model_name',
    contextWindow: ['model_info.max_input_tokens', 'model_info.max_tokens'],
    maxOutput: ['model_info.max_output_tokens'],
    images: { at: 'model_info.supports_vision' },
    tools: { at: 'model_info.supports_function_calling' },
    thinking: { at: 'model_info.supports_reasoning' },
  }).map((model) => [model.name, model]));
  const others = new Set(readModels(info, { name: 'model_name', chat: { at: 'model_info.mode', has: 'chat' } }).map(({ name }) => name));
  return readModels(list, {}).filter(({ name }) => !details.has(name) || others.has(name)).map((model) => ({ ...model, ...details.get(model.name) }));
};
