// What goes from the host to the page for one answer: messages and bytes, with the frame's clock and without waiting for it.

import { createBroadcast } from '../../../src/features/chat/broadcast.ts';
import type { HostMessage } from '../../../src/shared/protocol.ts';
import { type Figure, rounded } from '../figure.ts';

const id = '01234567-89ab-cdef-0123-456789abcdef';

/** An answer in deltas of 4 characters, at two paces. */
export function* hostTraffic(text: string, goal: number): Iterable<Figure> {
  for (const perSecond of [50, 200, 2_000]) {
    const { messages, bytes, seconds } = send(text, perSecond);
    yield { name: `host to page, ${perSecond} deltas/s: messages per second`, value: rounded(messages / seconds), unit: '1/s', peer: 'goal 63', ratio: rounded(messages / seconds / 63) };
    yield { name: `host to page, ${perSecond} deltas/s: bytes over the answer's`, value: rounded(bytes / text.length), unit: 'x', peer: `goal ${goal}`, ratio: rounded(bytes / text.length / goal) };
  }
}

function send(text: string, perSecond: number): { messages: number; bytes: number; seconds: number } {
  let messages = 0;
  let bytes = 0;
  let now = 0;
  let due: { at: number; run: () => void } | undefined;
  const clock = {
    now: () => now,
    ticks: () => now,
    after(milliseconds: number, run: () => void) {
      const task = { at: now + milliseconds, run };
      due = task;
      return { dispose: () => { if (due === task) due = undefined; } };
    },
  };
  const broadcast = createBroadcast(clock, (message: HostMessage) => {
    messages += 1;
    bytes += Buffer.byteLength(JSON.stringify(message));
  });
  const runDue = (until: number): void => {
    if (!due || due.at > until) return;
    now = due.at;
    const { run } = due;
    due = undefined;
    run();
  };
  for (let start = 0; start < text.length; start += 4) {
    const at = (start / 4) * (1000 / perSecond);
    runDue(at);
    now = at;
    broadcast.push({ type: 'turn-grew', id, text: text.slice(start, start + 4), thinking: '' });
  }
  runDue(Infinity);
  broadcast.dispose();
  return { messages, bytes, seconds: now / 1000 };
}
