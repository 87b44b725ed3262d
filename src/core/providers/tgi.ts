// Hugging Face's text-generation-inference, at an address of the user's own. It takes no value at the very ends of a range.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import type { Provider } from './provider.ts';

export const tgi: Provider = {
  id: 'tgi',
  label: 'Text Generation Inference',
  description: 'Models on your own hardware; nothing is billed',
  key: { use: 'optional' },
  baseUrl: 'http://127.0.0.1:8080/v1',
  models: [],
  free: true,
  dialects: [openaiChat({
    limitField: 'max_tokens',
    sampling: { temperature: { min: 0.01 }, topP: { min: 0.01, max: 0.99 }, stop: { max: 4 }, frequencyPenalty: { min: -2, max: 2 }, presencePenalty: { min: -2, max: 2 } },
    thinking: 'unsupported',
    schema: 'value',
    strictTurns: true,
    files: 'text',
    thinkTags: true,
  })],
};
