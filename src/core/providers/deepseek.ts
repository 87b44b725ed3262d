// DeepSeek: thinks unless told not to, and refuses a turn with tools whose reasoning it does not see again.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import type { Provider } from './provider.ts';

const on = { type: 'enabled' };

export const deepseek: Provider = {
  id: 'deepseek',
  label: 'DeepSeek',
  description: 'DeepSeek models with your own key; cheaper outside of peak hours',
  key: { use: 'required', page: 'https://platform.deepseek.com/api_keys' },
  baseUrl: 'https://api.deepseek.com/v1',
  models: ['deepseek-v4-pro', 'deepseek-flash', 'deepseek-v4-flash'],
  free: false,
  dialects: [openaiChat({
    limitField: 'max_tokens',
    sampling: { temperature: { min: 0, max: 2 }, topP: { min: 0, max: 1 }, seed: 'unsupported', stop: { max: 16 }, frequencyPenalty: { min: -2, max: 2 }, presencePenalty: { min: -2, max: 2 } },
    thinking: {
      off: { thinking: { type: 'disabled' } },
      low: { thinking: on, reasoning_effort: 'low' },
      medium: { thinking: on, reasoning_effort: 'high' },
      high: { thinking: on, reasoning_effort: 'high' },
    },
    schema: 'object',
    files: 'text',
    echo: 'reasoning_content',
  })],
};
