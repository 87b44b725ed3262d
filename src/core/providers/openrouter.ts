// OpenRouter: one key for most vendors. Says what an answer cost, and wants to see reasoning again as it sent it.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import { openaiResponses } from '../dialects/openaiResponses/openaiResponses.ts';
import type { Provider } from './provider.ts';

const headers = { 'X-Title': 'Parley' };
/** With a vendor's key of the user's own, the vendor bills the model and OpenRouter its fee. */
const reportedCost = { field: 'cost', plus: { field: 'cost_details.upstream_inference_cost', when: 'is_byok' } };
const models = {
  contextWindow: ['top_provider.context_length', 'context_length'],
  maxOutput: ['top_provider.max_completion_tokens'],
  images: { at: 'architecture.input_modalities', has: 'image' },
  tools: { at: 'supported_parameters', has: 'tools' },
  thinking: { at: 'supported_parameters', has: 'reasoning' },
  chat: { at: 'architecture.output_modalities', has: 'text' },
};

export const openrouter: Provider = {
  id: 'openrouter',
  label: 'OpenRouter',
  description: 'One key for the models of most vendors',
  key: { use: 'required', page: 'https://openrouter.ai/settings/keys' },
  baseUrl: 'https://openrouter.ai/api/v1',
  models: ['anthropic/claude-sonnet-5.5', 'openai/gpt-6-sol', 'google/gemini-3.8-flash', 'x-ai/grok-4.7', 'deepseek/deepseek-v4-pro', 'openrouter/auto'],
  free: false,
  dialects: [openaiChat({
    limitField: 'max_tokens',
    sampling: { temperature: { min: 0, max: 2 }, topP: { min: 0, max: 1 }, frequencyPenalty: { min: -2, max: 2 }, presencePenalty: { min: -2, max: 2 } },
    thinking: { off: { reasoning: { enabled: false } }, low: { reasoning: { effort: 'low' } }, medium: { reasoning: { effort: 'medium' } }, high: { reasoning: { effort: 'high' } } },
    body: { usage: { include: true } },
    headers,
    echo: 'reasoning_details',
    reportedCost,
    models,
  }), openaiResponses({ headers, reportedCost, models })],
};
