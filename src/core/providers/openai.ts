// OpenAI itself, with a key of the user.

import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import type { Provider } from './provider.ts';

export const openai: Provider = {
  id: 'openai',
  label: 'OpenAI',
  description: 'GPT models with your own key',
  key: { use: 'required', page: 'https://platform.openai.com/api-keys' },
  baseUrl: 'https://api.openai.com/v1',
  models: ['gpt-6-sol', 'gpt-6.1-sol', 'gpt-6.1-terra', 'gpt-6-luna', 'gpt-6-astra'],
  free: false,
  dialects: [openaiChat({ systemRole: 'developer' })],
};
