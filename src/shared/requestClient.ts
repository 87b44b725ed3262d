// A page's side of requests: asks, and waits for the one answer to each.

import type { Answer, Contract } from './answer.ts';
import type { RequestMessage, Requests } from './protocol.ts';
import { RequestFailed } from './requestFailed.ts';

/** Asks the host. */
export interface RequestClient<C extends Contract<C> = Requests> {
  request<N extends keyof C>(name: N, parameters: C[N]['parameters']): Promise<C[N]['result']>;
  /** Hands over a response; false when nobody waits for it. */
  settle(message: Answer<C>): boolean;
}

/** A request as it is posted. */
export interface PostedRequest<C extends Contract<C>, N extends keyof C = keyof C> {
  readonly kind: 'request';
  readonly id: number;
  readonly name: N;
  readonly parameters: C[N]['parameters'];
}

export function createRequestClient(post: (message: RequestMessage) => void): RequestClient {
  return createClientFor<Requests>(post);
}

/** The same for any contract. */
export function createClientFor<C extends Contract<C>>(post: (message: PostedRequest<C>) => void): RequestClient<C> {
  let lastId = 0;
  const waiting = new Map<number, { resolve: (result: C[keyof C]['result']) => void; reject: (reason: Error) => void }>();
  return {
    request<N extends keyof C>(name: N, parameters: C[N]['parameters']) {
      const id = ++lastId;
      return new Promise<C[N]['result']>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        post({ kind: 'request', id, name, parameters });
      });
    },
    settle(message) {
      const waiter = waiting.get(message.id);
      if (!waiter) return false;
      waiting.delete(message.id);
      if ('failure' in message) waiter.reject(new RequestFailed(message.failure));
      else waiter.resolve(message.result);
      return true;
    },
  };
}
