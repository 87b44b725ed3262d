// Mistral: refuses every field it does not know, and tool call ids that are not nine letters and digits.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import type { Provider } from './provider.ts';

export const mistral: Provider = {
  id: 'mistral',
  label: 'Mistral',
  description: 'Mistral and Codestral models with your own key',
  key: { use: 'required', page: 'https://console.mistral.ai/api-keys' },
  baseUrl: 'https://api.mistral.ai/v1',
  models: ['mistral-large-4', 'mistral-medium-3.5', 'codestral-2508', 'devstral-2512', 'mistral-small-latest'],
  prefill: () => true,
  free: false,
  dialects: [openaiChat({
    limitField: 'max_tokens',
    streamOptions: false,
    sampling: { temperature: { min: 0, max: 1.5 }, topP: { min: 0, max: 1 }, frequencyPenalty: { min: -2, max: 2 }, presencePenalty: { min: -2, max: 2 } },
    seedField: 'random_seed',
    thinking: { off: { reasoning_effort: 'none' }, low: { reasoning_effort: 'high' }, medium: { reasoning_effort: 'high' }, high: { reasoning_effort: 'high' } },
    prefill: { message: { prefix: true } },
    toolIdLength: 9,
    toolImages: 'inside',
    files: 'document_url',
    models: { contextWindow: ['max_context_length'], images: { at: 'capabilities.vision' }, tools: { at: 'capabilities.function_calling' }, thinking: { at: 'capabilities.reasoning' }, chat: { at: 'capabilities.completion_chat' } },
  })],
};
