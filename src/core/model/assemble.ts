// Puts the events of an answer together to the message they are, opaque state included, ready to be sent back.

import type { AssistantMessage, Opaque } from './message.ts';
import { shownText, type StreamEvent } from './streamEvent.ts';

type Part = AssistantMessage['parts'][number];

/** The message as it stands after these events. Tool calls that never ended are not part of it. */
export function assemble(events: Iterable<StreamEvent>): AssistantMessage {
  const parts: Part[] = [];
  let open: { type: 'text' | 'thinking'; text: string } | undefined;
  const close = (opaque?: Opaque): void => {
    if (open && (open.text !== '' || opaque)) parts.push({ ...open, ...(opaque && { opaque }) });
    open = undefined;
  };
  for (const event of events) {
    if (event.type === 'text-delta' || event.type === 'thinking-delta') {
      const type = event.type === 'text-delta' ? 'text' : 'thinking';
      if (open?.type !== type) close();
      open ??= { type, text: '' };
      open.text += open.text === '' ? event.text : shownText(event);
      if (event.opaque) close(event.opaque);
    } else if (event.type === 'tool-call-end') {
      close();
      const { id, name, arguments: given, opaque } = event;
      parts.push({ type: 'tool-call', id, name, arguments: given, ...(opaque && { opaque }) });
    }
  }
  close();
  return { role: 'assistant', parts };
}
