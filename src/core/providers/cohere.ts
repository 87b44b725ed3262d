// Cohere, through its compatibility address. Its list of models is at its own.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import type { Provider } from './provider.ts';

const on = { reasoning_effort: 'high' };

export const cohere: Provider = {
  id: 'cohere',
  label: 'Cohere',
  description: 'Command models with your own key',
  key: { use: 'required', page: 'https://dashboard.cohere.com/api-keys' },
  baseUrl: 'https://api.cohere.ai/compatibility/v1',
  models: ['command-a-plus-05-2026', 'command-a-reasoning-08-2025', 'command-a-03-2025', 'command-r7b-12-2024'],
  free: false,
  dialects: [openaiChat({
    limitField: 'max_tokens',
    sampling: { temperature: { min: 0, max: 1 }, topP: { min: 0.01, max: 0.99 }, stop: { max: 5 }, frequencyPenalty: { min: 0, max: 1 }, presencePenalty: { min: 0, max: 1 } },
    thinking: { off: { reasoning_effort: 'none' }, low: on, medium: on, high: on },
    schema: 'grammar',
    files: 'text',
    models: { path: '../../v1/models?endpoint=chat&page_size=500', list: 'models', name: 'name', images: { at: 'features', has: 'vision' }, tools: { at: 'features', has: 'tools' }, chat: { at: 'endpoints', has: 'chat' } },
  })],
};
