// Fireworks: open models. Its own bound on answers is low, so one is always sent; it is lowered where it does not fit.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import { openaiResponses } from '../dialects/openaiResponses/openaiResponses.ts';
import { plainResponses } from '../dialects/openaiResponses/quirks.ts';
import type { Provider } from './provider.ts';

const models = { contextWindow: ['context_length'], images: { at: 'supports_image_input' }, tools: { at: 'supports_tools' }, chat: { at: 'supports_chat' } };

export const fireworks: Provider = {
  id: 'fireworks',
  label: 'Fireworks',
  description: 'Open models of many makers with one key',
  key: { use: 'required', page: 'https://app.fireworks.ai/settings/users/api-keys' },
  baseUrl: 'https://api.fireworks.ai/inference/v1',
  models: [
    'accounts/fireworks/models/deepseek-v4-pro', 'accounts/fireworks/models/kimi-k2p7-code', 'accounts/fireworks/models/glm-5p3',
    'accounts/fireworks/models/gpt-oss-120b', 'accounts/fireworks/models/qwen3p8-max',
  ],
  free: false,
  dialects: [openaiChat({
    limitField: 'max_tokens',
    usualLimit: 16_384,
    sampling: { temperature: { min: 0, max: 2 }, topP: { min: 0, max: 1 }, stop: { max: 4 }, frequencyPenalty: { min: -2, max: 2 }, presencePenalty: { min: -2, max: 2 } },
    schema: 'grammar',
    files: 'text',
    thinkTags: true,
    models,
  }), openaiResponses({ ...plainResponses, models })],
};
