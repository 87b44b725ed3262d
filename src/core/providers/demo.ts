// The embedded demo: no model, no key, no network. It shows what the product does and always says what it is.

import { systemClock } from '../base/clock.ts';
import type { Provider } from './provider.ts';

/** The guide that answers until there is a key or a local server. */
export const demo: Provider = {
  id: 'demo',
  label: 'Demo',
  description: 'A guided tour without a model: no key, no network, no cost',
  key: { use: 'none' },
  baseUrl: 'demo:',
  models: ['tour'],
  free: true,
  badge: 'demo, no model',
  dialects: [{ wire: 'demo', load: async () => (await import('../dialects/demo/demo.ts')).createDemoDialect(systemClock) }],
};
