// The page's side of requests: asks, and waits for the one answer to each.

import type { HostMessage, Parameters, RequestMessage, RequestName, Result } from './protocol.ts';
import { RequestFailed } from './requestFailed.ts';

/** Asks the host. */
export interface RequestClient {
  request<N extends RequestName>(name: N, parameters: Parameters<N>): Promise<Result<N>>;
  /** Hands over a response; false when nobody waits for it. */
  settle(message: HostMessage): boolean;
}

export function createRequestClient(post: (message: RequestMessage) => void): RequestClient {
  let lastId = 0;
  const waiting = new Map<number, { resolve: (result: Result<RequestName>) => void; reject: (reason: Error) => void }>();
  return {
    request<N extends RequestName>(name: N, parameters: Parameters<N>) {
      const id = ++lastId;
      return new Promise<Result<N>>((resolve, reject) => {
        waiting.set(id, { resolve: (result) => resolve(result), reject });
        post({ kind: 'request', id, name, parameters });
      });
    },
    settle(message) {
      if (message.kind !== 'response') return false;
      const waiter = waiting.get(message.id);
      if (!waiter) return false;
      waiting.delete(message.id);
      if ('failure' in message) waiter.reject(new RequestFailed(message.failure));
      else waiter.resolve(message.result);
      return true;
    },
  };
}
