// Answers that any wire can use: raw bodies, refusals, faults.

import type { ServerResponse } from 'node:http';
import type { Answer } from './simulator.ts';

/** A plain response. */
export function body(status: number, contentType: string, text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return (_request, response) => void response.writeHead(status, { 'content-type': contentType, ...headers }).end(text);
}

/** A refusal with a JSON body. */
export function refusal(status: number, error: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return body(status, 'application/json', JSON.stringify(error), headers);
}

/** Accepts the request and never says anything. */
export const silence: Answer = () => undefined;

/** Sends bytes as an event stream, cut into pieces at will, then does `then`. */
export function eventStream(
  pieces: readonly (string | Uint8Array)[],
  then: (response: ServerResponse) => void = (response) => response.end(),
  contentType = 'text/event-stream; charset=utf-8',
): Answer {
  return async (_request, response) => {
    response.writeHead(200, { 'content-type': contentType, 'x-request-id': 'req_simulated' });
    for (const piece of pieces) await new Promise<void>((resolve) => void response.write(piece, () => resolve()));
    then(response);
  };
}

/** Ends of a stream that are not an end. */
export const cutSocket = (response: ServerResponse): void => void response.destroy();
export const stall = (): void => undefined;
