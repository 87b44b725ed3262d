// Typed requests over two one-way channels: the page asks, the host answers each request exactly once.

import { checkRequest } from './guards.ts';
import type { Failure, HostMessage, Parameters, RequestMessage, RequestName, Result } from './protocol.ts';

/** A request that the host refused or could not do; the message is fit for a person. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.sentence);
    this.failure = failure;
  }
}

/** One handler for every request: leaving one out does not compile. */
export type RequestHandlers = { readonly [N in RequestName]: (parameters: Parameters<N>) => Promise<Result<N>> | Result<N> };

type AnyHandler = (parameters: Parameters<RequestName>) => Promise<Result<RequestName>> | Result<RequestName>;

/** Answers one message from the page. `onFailure` hears of what no handler expected. */
export async function answerRequest(
  message: unknown,
  handlers: RequestHandlers,
  onFailure: (name: string, failure: unknown) => void,
): Promise<HostMessage | undefined> {
  const checked = checkRequest(message);
  if (!checked.ok) {
    onFailure('malformed', undefined);
    if (checked.id === undefined) return undefined;
    return { kind: 'response', id: checked.id, failure: { code: 'malformed', sentence: 'Parley did not understand that.' } };
  }
  const { id, name, parameters } = checked.request;
  try {
    const result = await (handlers[name] as AnyHandler)(parameters);
    return { kind: 'response', id, result };
  } catch (failure) {
    if (failure instanceof RequestFailed) return { kind: 'response', id, failure: failure.failure };
    onFailure(name, failure);
    return { kind: 'response', id, failure: { code: 'failed', sentence: 'Something went wrong inside Parley. The log has the details.' } };
  }
}

/** The page's side. */
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
