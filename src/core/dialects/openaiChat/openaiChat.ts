// The door of this room: a vendor's file names its quirks here, and nothing is loaded until the first call.

import type { LazyDialect } from '../../model/dialect.ts';
import type { OpenaiChatQuirks } from './quirks.ts';

export function openaiChat(quirks: OpenaiChatQuirks = {}): LazyDialect {
  return { wire: 'openai-chat', load: async () => (await import('./stream.ts')).createOpenaiChat(quirks) };
}
