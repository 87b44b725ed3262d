// The way to the database, shared by all that is kept in it. Its thread starts with the first request, so that starting costs nothing.

import type { Log } from '../../core/base/log.ts';
import { startThread, type Thread } from './thread.ts';

export interface ConnectionPorts {
  readonly path: string;
  /** Where the database's thread, `worker.ts`, is to be found: elsewhere in a bundle. */
  readonly worker: URL;
  readonly log: Log;
  /** Hears, in words, of trouble that a person should know of. */
  readonly onTrouble: (sentence: string) => void;
}

export interface Connection {
  readonly ask: Thread['ask'];
  /** For what nobody waits for: trouble was told in words already. */
  readonly quietly: (failure: unknown) => void;
  /** Resolves when everything asked so far is done. */
  readonly flushed: () => Promise<void>;
  readonly dispose: () => void;
}

export function createConnection({ path, worker, log, onTrouble }: ConnectionPorts): Connection {
  let running: Thread | undefined;
  let disposed = false;
  const thread = (): Thread => {
    running ??= startThread({
      worker,
      path,
      onTrouble: (sentence) => {
        log.error('The database is in trouble.', { sentence });
        onTrouble(sentence);
      },
      onGone: () => void (running = undefined),
    });
    return running;
  };
  const ask: Thread['ask'] = (method, ...values) => (disposed ? Promise.reject(new Error('The database was closed.')) : thread().ask(method, ...values));
  const quietly = (failure: unknown): void => log.debug('The database did not answer.', { reason: String(failure) });
  return {
    ask,
    quietly,
    flushed: () => (running ? ask('flush').catch(quietly) : Promise.resolve()),
    dispose() {
      disposed = true;
      running?.dispose();
    },
  };
}
