// The door of this room: a vendor's file names its quirks here, and nothing is loaded until the first call.

import type { LazyDialect } from '../../model/dialect.ts';
import { lazily } from '../wire/lazily.ts';
import type { OpenaiResponsesQuirks } from './quirks.ts';
import { wire } from './wire.ts';

export function openaiResponses(quirks: OpenaiResponsesQuirks = {}): LazyDialect {
  return lazily(wire, async () => (await import('./stream.ts')).createOpenaiResponses(quirks));
}
