// Waiting that ends when a call is called off, whatever the other side does: an extension may pass over a cancellation.

import { cancelled } from '../../model/finish.ts';
import { turn } from '../wire/turns.ts';

/** The promise's value; rejects as cancelled as soon as the signal says so. */
export async function orAborted<T>(promise: PromiseLike<T>, signal: AbortSignal, provider: string): Promise<T> {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(cancelled(provider));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([promise, ended]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
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
    void iterator.return?.().catch(() => undefined);
  }
}
