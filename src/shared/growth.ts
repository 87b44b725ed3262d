// The short form of the commonest change: the turn that grew last has grown again. Said in full, it is mostly frame.

import type { Change, HostMessage } from './protocol.ts';

type Batch = Extract<HostMessage, { kind: 'changes' }>;
type More = Extract<HostMessage, { kind: 'more' }>;

/** What both sides know of the turn that grew last. */
export interface Growth {
  /** The host's side: as short as it can be said. */
  readonly shorten: (batch: Batch) => Batch | More;
  /** The page's side: in full again. */
  readonly expand: (message: Batch | More) => Batch;
  /** From now on the other side may know nothing. */
  readonly forget: () => void;
}

export function createGrowth(): Growth {
  let last: string | undefined;

  function remember(changes: readonly Change[]): void {
    last = changes.findLast((change) => change.type === 'turn-grew')?.id ?? last;
  }
  return {
    shorten(batch) {
      const [change, ...others] = batch.changes;
      if (change?.type === 'turn-grew' && others.length === 0 && change.id === last && change.thinking === '') {
        return { kind: 'more', sequence: batch.sequence, text: change.text };
      }
      remember(batch.changes);
      return batch;
    },
    expand(message) {
      if (message.kind === 'more') return { kind: 'changes', sequence: message.sequence, changes: [{ type: 'turn-grew', id: last ?? '', text: message.text, thinking: '' }] };
      remember(message.changes);
      return message;
    },
    forget() {
      last = undefined;
    },
  };
}
