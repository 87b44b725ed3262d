// Models at Amazon Bedrock: Claude over Anthropic's wire, all others over OpenAI's.
//
// A Bedrock API key opens the door; AWS's own tools keep it in AWS_BEARER_TOKEN_BEDROCK, which `apiKeyEnv` may name. Without
// a key requests are signed with the AWS identity of the user's profile, single sign-on, role or machine.

import { anthropicMessages } from '../dialects/anthropicMessages/anthropicMessages.ts';
import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import { openaiResponses } from '../dialects/openaiResponses/openaiResponses.ts';
import { plainResponses } from '../dialects/openaiResponses/quirks.ts';
import { once } from './access/once.ts';
import { withoutList } from './access/withoutList.ts';
import { anthropic } from './anthropic.ts';
import type { Provider } from './provider.ts';

/** Also with the region a model is bound to in front, such as `eu.` or `global.`. */
const claude = /^(?:[a-z]+\.)?anthropic\./;

const messages = anthropicMessages({ connect: withoutList });
const chat = openaiChat();
const responses = openaiResponses(plainResponses);

export const bedrock: Provider = {
  id: 'bedrock',
  label: 'Amazon Bedrock',
  description: 'Models in your AWS account; set the region',
  key: { use: 'optional', page: 'https://console.aws.amazon.com/bedrock/home#/api-keys' },
  baseUrl: undefined,
  address: ({ region = '' }) => (/^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(region) ? `https://bedrock-mantle.${region}.api.aws` : undefined),
  needs: ['region'],
  models: ['anthropic.claude-sonnet-5-5', 'anthropic.claude-opus-5-5', 'anthropic.claude-haiku-5-5', 'openai.gpt-oss-120b', 'openai.gpt-oss-20b'],
  describe: (model) => (claude.test(model) ? anthropic.describe?.(model.replace(claude, '')) : undefined),
  promptCaching: (model) => (claude.test(model) ? anthropic.promptCaching?.(model) : undefined),
  free: false,
  dialects: [chat, messages, responses],
  choose: (model, { api }) => (claude.test(model) ? messages : api === 'responses' ? responses : chat),
  access: once(async () => (await import('./access/bedrockAccess.ts')).createBedrockAccess()),
};
