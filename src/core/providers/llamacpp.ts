// The server of llama.cpp on this machine, or at an address of the user's own.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import { openaiResponses } from '../dialects/openaiResponses/openaiResponses.ts';
import { plainResponses } from '../dialects/openaiResponses/quirks.ts';
import type { Provider } from './provider.ts';

const models = async () => (await import('./listing/llamacpp.ts')).listLlamacpp;

export const llamacpp: Provider = {
  id: 'llamacpp',
  label: 'llama.cpp',
  description: 'One model on this machine; nothing leaves it and nothing is billed',
  key: { use: 'optional' },
  baseUrl: 'http://127.0.0.1:8080/v1',
  models: [],
  prefill: (_model, { api }) => api !== 'responses',
  free: true,
  dialects: [openaiChat({
    limitField: 'max_tokens',
    // Templates read what they know and pass over the rest.
    thinking: {
      off: { chat_template_kwargs: { enable_thinking: false } },
      low: { chat_template_kwargs: { enable_thinking: true, reasoning_effort: 'low' } },
      medium: { chat_template_kwargs: { enable_thinking: true, reasoning_effort: 'medium' } },
      high: { chat_template_kwargs: { enable_thinking: true, reasoning_effort: 'high' } },
    },
    schema: 'grammar',
    strictTurns: true,
    prefill: {},
    files: 'text',
    thinkTags: true,
    models,
  }), openaiResponses({ ...plainResponses, models })],
};
