// The host's side of the chat page's requests.

import { answer, type HandlersOf } from './answer.ts';
import { checkRequest } from './guards.ts';
import type { HostMessage, Requests } from './protocol.ts';

/** One handler for every request. */
export type RequestHandlers = HandlersOf<Requests>;

/** Answers one message from the page. `onFailure` hears of what no handler expected. */
export function answerRequest(message: unknown, handlers: RequestHandlers, onFailure: (name: string, failure: unknown) => void): Promise<HostMessage | undefined> {
  return answer<Requests>(checkRequest(message), handlers, onFailure);
}
