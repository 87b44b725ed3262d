// Any server that speaks OpenAI's chat completions: a gateway, a local server, a vendor without a file of its own.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import { openaiResponses } from '../dialects/openaiResponses/openaiResponses.ts';
import { plainResponses } from '../dialects/openaiResponses/quirks.ts';
import type { Provider } from './provider.ts';

export const openaiCompatible: Provider = {
  id: 'openai-compatible',
  label: 'OpenAI-compatible server',
  description: 'Your own address: a gateway, vLLM, LM Studio, Ollama, ...',
  key: { use: 'optional' },
  baseUrl: undefined,
  models: [],
  free: false,
  dialects: [openaiChat({ limitField: 'max_tokens', strictTurns: true, thinkTags: true }), openaiResponses(plainResponses)],
};
