// Cerebras: open models, answered fastest. Refuses fields it does not know.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import type { Provider } from './provider.ts';

export const cerebras: Provider = {
  id: 'cerebras',
  label: 'Cerebras',
  description: 'Open models, answered at thousands of tokens a second',
  key: { use: 'required', page: 'https://cloud.cerebras.ai' },
  baseUrl: 'https://api.cerebras.ai/v1',
  models: ['gpt-oss-120b', 'zai-glm-4.7', 'qwen-3.8-27b'],
  free: false,
  dialects: [openaiChat({
    sampling: { temperature: { min: 0, max: 1.5 }, topP: { min: 0, max: 1 }, stop: { max: 4 }, frequencyPenalty: 'unsupported', presencePenalty: 'unsupported' },
    files: 'text',
    thinkTags: true,
  })],
};
