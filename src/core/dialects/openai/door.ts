// How a vendor's door opens where it is not OpenAI's own: further headers, or another header for the key.

import type { Endpoint } from '../../model/dialect.ts';

export interface Door {
  /** Headers every request has; the user's own win. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The header that carries the bare key instead of `Authorization: Bearer`. */
  readonly keyHeader?: string;
}

/** The endpoint as the SDK is to see it. Errors are still told with the one that was given, as it knows the key to mask. */
export function throughDoor(endpoint: Endpoint, { headers, keyHeader }: Door): Endpoint {
  const { apiKey } = endpoint;
  const key = keyHeader !== undefined && apiKey !== undefined ? { [keyHeader]: apiKey } : {};
  return { ...endpoint, apiKey: keyHeader === undefined ? apiKey : undefined, headers: { ...headers, ...key, ...endpoint.headers } };
}
