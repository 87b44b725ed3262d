// The host's side of requests: answers each exactly once, whatever arrives.

import { checkRequest } from './guards.ts';
import type { HostMessage, Parameters, RequestName, Result } from './protocol.ts';
import { RequestFailed } from './requestFailed.ts';

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
