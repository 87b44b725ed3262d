// Perplexity: models that search the web. Roles must take turns, thinking comes inside the text, and there is no list.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import type { Provider } from './provider.ts';

export const perplexity: Provider = {
  id: 'perplexity',
  label: 'Perplexity',
  description: 'Answers that are looked up on the web',
  key: { use: 'required', page: 'https://www.perplexity.ai/account/api/keys' },
  baseUrl: 'https://api.perplexity.ai',
  models: ['sonar-pro', 'sonar', 'sonar-reasoning-pro', 'sonar-deep-research'],
  free: false,
  dialects: [openaiChat({
    limitField: 'max_tokens',
    streamOptions: false,
    sampling: { temperature: { min: 0, max: 1.99 }, topP: { min: 0, max: 1 }, seed: 'unsupported', stop: 'unsupported', frequencyPenalty: 'unsupported', presencePenalty: 'unsupported' },
    thinking: 'unsupported',
    schema: 'grammar',
    strictTurns: true,
    files: 'text',
    reportedCost: { field: 'cost.total_cost' },
    thinkTags: true,
    models: 'none',
  })],
};
