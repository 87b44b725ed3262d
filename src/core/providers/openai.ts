// OpenAI itself, with a key of the user.
//
// It speaks two wire formats. Responses is the one its newer models are made for: only there they show what they
// think and keep it from turn to turn. Chat completions is the one everybody else speaks too. So `choose` follows the
// `api` setting; without one, responses go to OpenAI and chat completions to an address of the user's own.

import type { ModelInfo } from '../model/modelInfo.ts';
import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import { openaiResponses } from '../dialects/openaiResponses/openaiResponses.ts';
import type { Provider } from './provider.ts';

const responses = openaiResponses();
const chat = openaiChat({ systemRole: 'developer' });

export const openai: Provider = {
  id: 'openai',
  label: 'OpenAI',
  description: 'GPT models with your own key',
  key: { use: 'required', page: 'https://platform.openai.com/api-keys' },
  baseUrl: 'https://api.openai.com/v1',
  models: ['gpt-6-sol', 'gpt-6.1-sol', 'gpt-6.1-terra', 'gpt-6-luna', 'gpt-6-astra'],
  describe,
  // Older models keep a prompt for as long as they like.
  promptCaching: (model) => ({ shortest: 1_024, ...(model.startsWith('gpt-6') && { seconds: { usual: 1_800, '5m': 1_800, '1h': 43_200 } }) }),
  free: false,
  dialects: [responses, chat],
  choose: (_model, { api, baseUrl }) => ((api ?? (baseUrl === undefined ? 'responses' : 'chat')) === 'responses' ? responses : chat),
};

function describe(model: string): ModelInfo | undefined {
  if (model.startsWith('gpt-6')) return { contextWindow: 1_050_000, maxOutput: 128_000, thinking: true, images: true, tools: true };
  if (/^(?:gpt-5(?!.*-chat)|o\d)/.test(model)) return { thinking: true };
  if (/^gpt-[34]/.test(model)) return { thinking: false };
  return undefined;
}
