// Remembers, per address and model, what a server would not take, so that only the first request is refused.

import type { Change } from './change.ts';

/** Whom a memory is about. */
export interface Whom {
  readonly baseUrl: string;
  readonly model: string;
}

/** Bounded; what was used longest ago is forgotten first. One is made with each dialect. */
export interface MendingMemory {
  recall(whom: Whom): readonly Change[];
  learn(whom: Whom, changes: readonly Change[]): void;
  forget(whom: Whom): void;
}

export function createMendingMemory(capacity = 64): MendingMemory {
  const known = new Map<string, readonly Change[]>();
  const keyOf = ({ baseUrl, model }: Whom): string => `${baseUrl}\n${model}`;
  function keep(key: string, changes: readonly Change[]): void {
    known.delete(key);
    known.set(key, changes);
    const oldest = known.keys().next();
    if (known.size > capacity && !oldest.done) known.delete(oldest.value);
  }
  return {
    recall(whom) {
      const key = keyOf(whom);
      const changes = known.get(key);
      if (changes) keep(key, changes);
      return changes ?? [];
    },
    learn: (whom, changes) => keep(keyOf(whom), changes),
    forget: (whom) => void known.delete(keyOf(whom)),
  };
}
