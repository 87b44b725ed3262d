// The near end of the database's thread: requests out, answers back, in order.

import { Worker } from 'node:worker_threads';
import type { Disposable } from '../../core/base/disposable.ts';
import type { DatabaseDesk } from './databaseDesk.ts';

export interface Request {
  readonly id: number;
  readonly method: keyof DatabaseDesk;
  readonly values: readonly unknown[];
}

export type Reply =
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly reason: string }
  | { readonly type: 'trouble'; readonly sentence: string };

export interface Thread extends Disposable {
  /** Requests are answered in the order they were made. Rejects with a sentence. */
  ask<M extends keyof DatabaseDesk>(method: M, ...values: Parameters<DatabaseDesk[M]>): Promise<ReturnType<DatabaseDesk[M]>>;
}

export interface ThreadPorts {
  /** Where `worker.ts`, or what was built from it, is. */
  readonly worker: URL;
  readonly path: string;
  readonly onTrouble: (sentence: string) => void;
  /** The thread is gone without having been asked to go. */
  readonly onGone: () => void;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (failure: Error) => void;
}

export function startThread({ worker: file, path, onTrouble, onGone }: ThreadPorts): Thread {
  const worker = new Worker(file, { workerData: { path }, name: 'parley-database', execArgv: [] });
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let disposed = false;
  let reason = 'The database was closed.';

  /** While an answer is owed the process stays; an idle thread does not keep it. */
  function settle(id: number): Waiting | undefined {
    const owed = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0 && !disposed) worker.unref();
    return owed;
  }

  worker.on('message', (reply: Reply) => {
    if (reply.type === 'trouble') onTrouble(reply.sentence);
    else if (reply.type === 'result') settle(reply.id)?.resolve(reply.result);
    else settle(reply.id)?.reject(new Error(reply.reason));
  });
  worker.on('error', (failure) => {
    reason = `The database's thread failed: ${failure instanceof Error ? failure.message : String(failure)}`;
  });
  worker.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
    if (!disposed) {
      disposed = true;
      onTrouble(reason);
      onGone();
    }
  });
  worker.unref();

  return {
    ask(method, ...values) {
      if (disposed) return Promise.reject(new Error(reason));
      asked += 1;
      const id = asked;
      worker.ref();
      worker.postMessage({ id, method, values } satisfies Request);
      return new Promise((resolve, reject) => waiting.set(id, { resolve: resolve as Waiting['resolve'], reject }));
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      worker.ref();
      worker.postMessage('close');
    },
  };
}
