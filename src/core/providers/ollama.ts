// Ollama on this machine, or at an address of the user's own.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import { openaiResponses } from '../dialects/openaiResponses/openaiResponses.ts';
import { plainResponses } from '../dialects/openaiResponses/quirks.ts';
import type { Provider } from './provider.ts';

const models = async () => (await import('./listing/ollama.ts')).listOllama;

export const ollama: Provider = {
  id: 'ollama',
  label: 'Ollama',
  description: 'Models on this machine; nothing leaves it and nothing is billed',
  key: { use: 'optional' },
  baseUrl: 'http://127.0.0.1:11434/v1',
  models: [],
  prefill: (_model, { api }) => api !== 'responses',
  free: true,
  dialects: [openaiChat({
    limitField: 'max_tokens',
    schema: 'grammar',
    prefill: {},
    files: 'text',
    thinkTags: true,
    models,
  }), openaiResponses({ ...plainResponses, models })],
};
