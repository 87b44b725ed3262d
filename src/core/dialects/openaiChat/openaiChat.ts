// The door of this room: a vendor's file names its quirks here, and nothing is loaded until the first call.

import type { LazyDialect } from '../../model/dialect.ts';
import { lazily } from '../wire/lazily.ts';
import type { OpenaiChatQuirks } from './quirks.ts';
import { wire } from './wire.ts';

export function openaiChat(quirks: OpenaiChatQuirks = {}): LazyDialect {
  return lazily(wire, async () => (await import('./stream.ts')).createOpenaiChat(quirks));
}
