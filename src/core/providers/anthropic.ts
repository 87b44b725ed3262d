// Anthropic itself, with a key of the user.

import { anthropicMessages } from '../dialects/anthropicMessages/anthropicMessages.ts';
import { traitsOf } from '../dialects/anthropicMessages/traits.ts';
import type { ModelInfo } from '../model/modelInfo.ts';
import type { Provider } from './provider.ts';

const able = { thinking: true, images: true, tools: true } as const;

/** Windows by name. The models API tells more, for those who ask it. */
const windows: readonly (readonly [RegExp, ModelInfo])[] = [
  [/^claude-[a-z]+-(?:5|4-[678])(?:-|$)/, { ...able, contextWindow: 1_000_000, maxOutput: 128_000 }],
  [/^claude-[a-z]+-4-5(?:-|$)/, { ...able, contextWindow: 200_000, maxOutput: 64_000 }],
];

export const anthropic: Provider = {
  id: 'anthropic',
  label: 'Anthropic',
  description: 'Claude models with your own key',
  key: { use: 'required', page: 'https://console.anthropic.com/settings/keys' },
  baseUrl: 'https://api.anthropic.com',
  models: ['claude-sonnet-5-5', 'claude-opus-5-5', 'claude-haiku-5-5', 'claude-fable-5-2', 'claude-haiku-4-5'],
  describe: (model) => windows.find(([pattern]) => pattern.test(model))?.[1],
  promptCaching: (model) => ({ seconds: { usual: 300, '5m': 300, '1h': 3_600 }, shortest: traitsOf(model).cacheFloor }),
  prefill: (model) => traitsOf(model).prefill,
  free: false,
  dialects: [anthropicMessages()],
};
