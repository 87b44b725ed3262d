// Signs requests as AWS wants them (Signature Version 4), over the very bytes that go out.

import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentials } from './awsCredentials.ts';

/** What a signature is made from, besides the identity. */
export interface Signable {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | Uint8Array | undefined;
}

/** For whom it is made. */
export interface SigningScope {
  readonly region: string;
  readonly service: string;
  readonly credentials: AwsCredentials;
}

/** What a proxy on the way may change stays out of the signature. */
const signed = /^(?:content-type$|anthropic-|x-amz-)/;
const signatureHeaders = ['authorization', 'x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token'];

/** The request's headers with the signature in place of whatever would have let it in otherwise. */
export async function signRequest({ url, method, headers, body }: Signable, { region, service, credentials }: SigningScope): Promise<Headers> {
  const all = new Headers(headers);
  for (const name of signatureHeaders) all.delete(name);
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const signer = new SignatureV4({ service, region, sha256: Sha256, credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) } });
  const request = await signer.sign({
    protocol: url.protocol,
    hostname: url.hostname,
    method,
    path: url.pathname,
    query: Object.fromEntries([...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name)])),
    headers: { ...Object.fromEntries([...all].filter(([name]) => signed.test(name))), host: url.host },
    body,
  });
  for (const name of signatureHeaders) if (request.headers[name] !== undefined) all.set(name, request.headers[name]);
  return all;
}

/** Node's hash in the shape the signer wants. */
class Sha256 {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }

  /** The signer makes a new one for each hash. */
  reset(): void {
    throw new Error('A hash is used once.');
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof data === 'string') return data;
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
}
