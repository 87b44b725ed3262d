// A LiteLLM proxy. It reports a cost when its keeper says so, and 0 for a model whose price it does not know.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import { openaiResponses } from '../dialects/openaiResponses/openaiResponses.ts';
import type { Provider } from './provider.ts';

const reportedCost = { field: 'cost', zeroIsUnknown: true };
const models = async () => (await import('./listing/litellm.ts')).listLitellm;

export const litellm: Provider = {
  id: 'litellm',
  label: 'LiteLLM',
  description: 'Your own gateway to many vendors',
  key: { use: 'optional' },
  baseUrl: 'http://127.0.0.1:4000/v1',
  models: [],
  free: false,
  dialects: [openaiChat({
    limitField: 'max_tokens',
    reportedCost,
    models,
  }), openaiResponses({ reportedCost, models })],
};
