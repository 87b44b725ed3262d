// Waiting that ends when a call is called off, whatever the other side does: an extension may pass over a cancellation.

import { cancelled } from '../../model/finish.ts';
import { turn } from '../wire/turns.ts';

/** The promise's value; rejects as cancelled as soon as the signal says so. */
export function orAborted<T>(promise: PromiseLike<T>, signal: AbortSignal, provider: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(cancelled(provider));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    const done = (): void => signal.removeEventListener('abort', stop);
    promise.then((value) => {
      done();
      resolve(value);
    }, (failure: unknown) => {
      done();
      reject(failure instanceof Error ? failure : new Error(String(failure)));
    });
  });
}

/** Every value, until the signal ends it by an error. Streams take turns, so that none of them holds the editor. */
export async function* untilAborted<T>(values: AsyncIterable<T>, signal: AbortSignal, provider: string): AsyncGenerator<T> {
  const iterator = values[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await orAborted(iterator.next(), signal, provider);
      if (next.done === true) return;
      await turn();
      yield next.value;
    }
  } finally {
    // Nobody waits for the other side to tidy up.
    iterator.return?.().then(undefined, () => undefined);
  }
}
