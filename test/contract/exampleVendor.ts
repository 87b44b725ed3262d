// The recipe for a new vendor, followed to the letter.

import { openaiChat } from '../../src/core/dialects/openaiChat/openaiChat.ts';
import type { Provider } from '../../src/core/providers/provider.ts';

export const exampleVendor: Provider = {
  id: 'example',
  label: 'Example',
  description: 'A vendor that exists in a test only',
  key: { use: 'required', page: 'https://example.com/keys' },
  baseUrl: 'https://api.example.com/v1',
  models: ['example-large'],
  free: false,
  dialects: [openaiChat({ limitField: 'max_tokens' })],
};
