// Together: open models. Its list of models is a bare array with everything else it hosts among them.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import type { Provider } from './provider.ts';

const on = { enabled: true };

export const together: Provider = {
  id: 'together',
  label: 'Together',
  description: 'Open models of many makers with one key',
  key: { use: 'required', page: 'https://api.together.ai/settings/api-keys' },
  baseUrl: 'https://api.together.xyz/v1',
  models: ['moonshotai/Kimi-K3', 'deepseek-ai/DeepSeek-V4-Pro', 'zai-org/GLM-5.3', 'openai/gpt-oss-120b', 'meta-llama/Llama-3.3-70B-Instruct-Turbo'],
  free: false,
  dialects: [openaiChat({
    limitField: 'max_tokens',
    sampling: { temperature: { min: 0, max: 2 }, topP: { min: 0, max: 1 }, frequencyPenalty: { min: -2, max: 2 }, presencePenalty: { min: -2, max: 2 } },
    thinking: {
      off: { reasoning: { enabled: false } },
      low: { reasoning: on, reasoning_effort: 'low' },
      medium: { reasoning: on, reasoning_effort: 'medium' },
      high: { reasoning: on, reasoning_effort: 'high' },
    },
    schema: 'grammar',
    files: 'text',
    thinkTags: true,
    models: { contextWindow: ['context_length'], chat: { at: 'type', has: 'chat' } },
  })],
};
