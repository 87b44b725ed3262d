// xAI: says what an answer cost, in ticks, and counts reasoning beside the completion.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import { openaiResponses } from '../dialects/openaiResponses/openaiResponses.ts';
import type { Provider } from './provider.ts';

const reportedCost = { field: 'cost_in_usd_ticks', perDollar: 1e10 };

export const xai: Provider = {
  id: 'xai',
  label: 'xAI',
  description: 'Grok models with your own key',
  key: { use: 'required', page: 'https://console.x.ai' },
  baseUrl: 'https://api.x.ai/v1',
  models: ['grok-4.7', 'grok-4.6', 'grok-4.3', 'grok-code-fast-1'],
  free: false,
  dialects: [openaiChat({
    sampling: { temperature: { min: 0, max: 2 }, topP: { min: 0, max: 1 }, frequencyPenalty: 'unsupported', presencePenalty: 'unsupported' },
    files: 'text',
    reportedCost,
    reasoningOutsideCompletion: true,
  }), openaiResponses({ reportedCost })],
};
