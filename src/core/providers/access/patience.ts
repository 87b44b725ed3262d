// Waits for a cloud to say who the user is, but neither for ever nor longer than the call is wanted.

import { cancelled } from '../../model/finish.ts';
import type { Endpoint } from '../../model/dialect.ts';

/** What `work` brings. Rejects with what `late` makes once `milliseconds` are over, and as cancelled as soon as `signal` says so. */
export async function within<T>(
  milliseconds: number,
  work: Promise<T>,
  late: () => Error,
  { provider }: Pick<Endpoint, 'provider'>,
  signal?: AbortSignal,
): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(late()), milliseconds);
  const stop = (): void => reject(cancelled(provider));
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}
