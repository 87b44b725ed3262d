// What every kind of access does to a request: read where it goes, and whether the user lets it in by a header of their own.

import type { Endpoint } from '../../model/dialect.ts';

/** Where a request goes. */
export function addressOf(input: Parameters<typeof globalThis.fetch>[0]): URL {
  return new URL(input instanceof Request ? input.url : input);
}

/** True when a configured header lets requests in, as at a gateway: then neither key nor identity is looked for. */
export function bringsAuthorization({ headers }: Pick<Endpoint, 'headers'>): boolean {
  return sendsHeader(headers, 'authorization');
}

/** Whether the user configured a header of this name. */
export function sendsHeader(headers: Endpoint['headers'], name: string): boolean {
  return Object.keys(headers).some((own) => own.toLowerCase() === name);
}

/** Lets requests in with the bearer token alone: what dialects know as a key goes out in no other header. */
export function setBearer(headers: Headers, endpoint: Pick<Endpoint, 'headers'>, token: string | undefined): void {
  for (const name of ['x-api-key', 'x-goog-api-key']) if (!sendsHeader(endpoint.headers, name)) headers.delete(name);
  if (token !== undefined && !bringsAuthorization(endpoint)) headers.set('authorization', `Bearer ${token}`);
}
