// The door of this room: a vendor's file names its quirks here, and nothing is loaded until the first call.

import type { LazyDialect } from '../../model/dialect.ts';
import { lazily } from '../wire/lazily.ts';
import type { AnthropicQuirks } from './quirks.ts';
import { wireName } from './wireName.ts';

export function anthropicMessages(quirks: AnthropicQuirks = {}): LazyDialect {
  return lazily(wireName, async () => (await import('./stream.ts')).createAnthropicMessages(quirks));
}
