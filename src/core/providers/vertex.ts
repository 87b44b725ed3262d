// Models at Google's Vertex AI: Gemini over Google's wire, Claude over Anthropic's.
//
// A stored key is taken as an OAuth access token; without one the user's Google identity is used. API keys are for gemini.

import { anthropicMessages } from '../dialects/anthropicMessages/anthropicMessages.ts';
import { geminiContent } from '../dialects/geminiContent/geminiContent.ts';
import { once } from './access/once.ts';
import { vertexAddress } from './access/vertexAddress.ts';
import { withoutList } from './access/withoutList.ts';
import { anthropic } from './anthropic.ts';
import { gemini } from './gemini.ts';
import type { Provider } from './provider.ts';

const messages = anthropicMessages({ connect: withoutList });
// The address is whole: version, project and region are in it.
const content = geminiContent({ platform: 'vertex', apiVersion: '' });

export const vertex: Provider = {
  id: 'vertex',
  label: 'Google Vertex AI',
  description: 'Gemini and Claude in your Google Cloud project; set project and region',
  key: { use: 'optional', page: 'https://cloud.google.com/docs/authentication/provide-credentials-adc' },
  baseUrl: undefined,
  address: vertexAddress,
  needs: ['project', 'region'],
  models: ['gemini-3.8-flash', 'gemini-3.1-pro-preview', 'gemini-2.5-pro', 'claude-sonnet-5-5', 'claude-opus-5-5', 'claude-haiku-5-5'],
  // A date behind the name is written with an @ here.
  describe: (model) => (isClaude(model) ? anthropic.describe?.(model.replace('@', '-')) : gemini.describe?.(model)),
  promptCaching: (model) => (isClaude(model) ? anthropic : gemini).promptCaching?.(model),
  free: false,
  dialects: [content, messages],
  choose: (model) => (isClaude(model) ? messages : content),
  access: once(async () => (await import('./access/vertexAccess.ts')).createVertexAccess()),
};

function isClaude(model: string): boolean {
  return model.startsWith('claude-');
}
