// Numbers the changes for the page and sends at most one batch per frame; text that grows is joined on the way.

import type { Clock } from '../../core/base/clock.ts';
import type { Disposable } from '../../core/base/disposable.ts';
import { createGrowth } from '../../shared/growth.ts';
import type { Change, HostMessage } from '../../shared/protocol.ts';

const frame = 16;

export interface Broadcast extends Disposable {
  push(change: Change): void;
  /** Forgets what waits: a snapshot taken now contains it. Returns that snapshot's number. */
  mark(): number;
}

export function createBroadcast(clock: Clock, post: (message: HostMessage) => void): Broadcast {
  const growth = createGrowth();
  let sequence = 0;
  let waiting: Change[] = [];
  let timer: Disposable | undefined;

  function flush(): void {
    timer = undefined;
    if (waiting.length === 0) return;
    sequence += 1;
    const changes = waiting;
    waiting = [];
    post(growth.shorten({ kind: 'changes', sequence, changes }));
  }

  return {
    push(change) {
      const last = waiting.at(-1);
      if (change.type === 'turn-grew' && last?.type === 'turn-grew' && last.id === change.id) {
        waiting[waiting.length - 1] = { ...last, text: last.text + change.text, thinking: last.thinking + change.thinking };
      } else waiting.push(change);
      timer ??= clock.after(frame, flush);
    },
    mark() {
      timer?.dispose();
      timer = undefined;
      waiting = [];
      // The page that asks may have heard nothing before.
      growth.forget();
      return sequence;
    },
    dispose: () => timer?.dispose(),
  };
}
