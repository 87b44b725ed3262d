// Looks at the events of a stream as they pass. A layer that neither adds nor withholds any needs no generator of its own,
// which costs several times as much for every event.

import type { StreamEvent } from '../model/streamEvent.ts';

type Events = AsyncIterable<StreamEvent>;

export interface Following {
  /** Begins when the first event is wanted. */
  readonly begin: () => Events | Promise<Events>;
  readonly see: (event: StreamEvent) => void;
  /** Once, when what was begun is over, failed or was left. */
  readonly close?: () => void;
}

const done: IteratorResult<StreamEvent> = { done: true, value: undefined };

export function follow({ begin, see, close }: Following): Events {
  return {
    [Symbol.asyncIterator]() {
      let inner: AsyncIterator<StreamEvent> | undefined;
      let starting: Promise<AsyncIterator<StreamEvent>> | undefined;
      let over = false;
      const finish = (): void => {
        if (!over) close?.();
        over = true;
      };
      const take = (step: IteratorResult<StreamEvent>): IteratorResult<StreamEvent> => {
        if (step.done === true) finish();
        else see(step.value);
        return step;
      };
      const fail = (failure: unknown): never => {
        finish();
        throw failure;
      };
      const start = async (): Promise<AsyncIterator<StreamEvent>> => (inner = (await begin())[Symbol.asyncIterator]());
      return {
        next() {
          if (over) return Promise.resolve(done);
          if (inner) return inner.next().then(take, fail);
          starting ??= start();
          return starting.then((begun) => begun.next()).then(take, fail);
        },
        async return() {
          if (starting && !over) {
            const begun = await starting.catch(() => undefined);
            try {
              await begun?.return?.();
            } finally {
              finish();
            }
          }
          over = true;
          return done;
        },
      };
    },
  };
}

/** A stream of one event. */
export async function* only(event: StreamEvent): AsyncGenerator<StreamEvent> {
  yield event;
}
