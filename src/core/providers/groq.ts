// Groq: open models, answered fast. Qwen's thinking may come inside the text; usage comes twice, on the last chunk.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import { openaiResponses } from '../dialects/openaiResponses/openaiResponses.ts';
import { plainResponses } from '../dialects/openaiResponses/quirks.ts';
import type { Provider } from './provider.ts';

const models = { contextWindow: ['context_window'], maxOutput: ['max_completion_tokens'] };

export const groq: Provider = {
  id: 'groq',
  label: 'Groq',
  description: 'Open models, answered fast',
  key: { use: 'required', page: 'https://console.groq.com/keys' },
  baseUrl: 'https://api.groq.com/openai/v1',
  models: ['openai/gpt-oss-120b', 'openai/gpt-oss-20b', 'llama-3.3-70b-versatile', 'qwen/qwen3.8-27b'],
  free: false,
  dialects: [openaiChat({
    sampling: { temperature: { min: 0, max: 2 }, topP: { min: 0, max: 1 }, stop: { max: 4 }, frequencyPenalty: { min: -2, max: 2 }, presencePenalty: { min: -2, max: 2 } },
    files: 'text',
    serviceTiers: { standard: 'on_demand', flex: 'flex', priority: 'performance' },
    thinkTags: true,
    models,
  }), openaiResponses({ ...plainResponses, models })],
};
