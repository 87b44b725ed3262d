// What follows when one of a route's models failed, by the kind of the failure.
//
// Before anything of the answer can be seen, somebody else may answer instead: what is wrong with a key, an account, a
// server, an address or a model name is wrong with that candidate only. A refused request counts among these, because what
// one vendor refuses another may take, and a refusal costs nothing. Three things stop a route: a budget, since it is the
// person's own word; a call that was called off; and a content filter, unless the route says who is to be asked then.
// Once text was shown, only a stream that broke is gone on with.

import type { ErrorKind } from '../../model/llmError.ts';
import type { FinishEvent } from '../../model/streamEvent.ts';

/** `next`: another candidate; `longer` and `filtered`: those the route names for this. */
export type WayOut = 'none' | 'next' | 'longer' | 'filtered';

const stops = new Set<ErrorKind>(['budget', 'cancelled']);
const breaks = new Set<ErrorKind>(['interrupted', 'timeout', 'network', 'tls', 'proxy', 'server', 'overloaded', 'rate-limit', 'bad-response']);

/** Who may answer instead, while nothing of an answer was shown. */
export function wayOut({ error, reason }: FinishEvent): WayOut {
  if (reason.unified === 'content-filter' || reason.unified === 'refusal' || error?.kind === 'content-filter') return 'filtered';
  if (reason.unified === 'context-overflow' || error?.kind === 'context-overflow') return 'longer';
  return !error || stops.has(error.kind) ? 'none' : 'next';
}

/** Whether the stream ended because something broke, and not because of what was asked. */
export function brokeOff({ error }: FinishEvent): boolean {
  return error !== undefined && breaks.has(error.kind);
}
