// A server that answers each path with a fixed page, as the lists and details beside a chat are.

import type { Answer } from './simulator.ts';

/** What a path answers: JSON, a status, or whatever an answer does. */
export type Page = object | number | Answer;

/** Paths that are not named answer 404. A page may look at the request's body. */
export function pages(byPath: Readonly<Record<string, Page>>): Answer {
  return (request, response) => {
    const page = byPath[request.path];
    if (typeof page === 'function') return (page as Answer)(request, response);
    const status = page === undefined ? 404 : typeof page === 'number' ? page : 200;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(status === 200 ? page : { error: { message: `status ${status}` } }));
    return undefined;
  };
}
