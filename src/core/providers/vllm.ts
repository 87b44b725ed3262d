// vLLM on this machine, or at an address of the user's own.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import { openaiResponses } from '../dialects/openaiResponses/openaiResponses.ts';
import { plainResponses } from '../dialects/openaiResponses/quirks.ts';
import type { Provider } from './provider.ts';

/** Which switch a model's template reads depends on its maker; it passes over the other. */
const on = { enable_thinking: true, thinking: true };

const models = { contextWindow: ['max_model_len'] };

export const vllm: Provider = {
  id: 'vllm',
  label: 'vLLM',
  description: 'Models on your own hardware; nothing is billed',
  key: { use: 'optional' },
  baseUrl: 'http://127.0.0.1:8000/v1',
  models: [],
  prefill: (_model, { api }) => api !== 'responses',
  free: true,
  dialects: [openaiChat({
    limitField: 'max_tokens',
    thinking: {
      off: { chat_template_kwargs: { enable_thinking: false, thinking: false } },
      low: { chat_template_kwargs: on, reasoning_effort: 'low' },
      medium: { chat_template_kwargs: on, reasoning_effort: 'medium' },
      high: { chat_template_kwargs: on, reasoning_effort: 'high' },
    },
    schema: 'grammar',
    strictTurns: true,
    prefill: { body: { add_generation_prompt: false, continue_final_message: true } },
    files: 'text',
    thinkTags: true,
    models,
  }), openaiResponses({ ...plainResponses, models })],
};
