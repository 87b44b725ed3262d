// The door of this room: a vendor's file names its quirks here, and nothing is loaded until the first call.

import type { LazyDialect } from '../../model/dialect.ts';
import { lazily } from '../wire/lazily.ts';
import { wireName } from './partState.ts';
import type { GeminiContentQuirks } from './quirks.ts';

export function geminiContent(quirks: GeminiContentQuirks = {}): LazyDialect {
  return lazily(wireName, async () => (await import('./stream.ts')).createGeminiContent(quirks));
}
