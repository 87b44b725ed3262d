// Version 4 of AWS's signature as the server makes it, written from its description and from nothing the client uses.

import { createHash, createHmac } from 'node:crypto';

/** A request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** The whole `Authorization` header that a request should have had, for the headers it says it signed. */
export function expectedAuthorization({ method, path, headers, body }: Arrived, secret: string): string {
  const told = String(headers['authorization']);
  const [, id, date, region, service] = /Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request/.exec(told) ?? [];
  const names = (/SignedHeaders=([^,]+)/.exec(told)?.[1] ?? '').split(';');
  const [bare = '', query = ''] = path.split('?');
  const canonical = [
    method,
    bare.split('/').map(encodeURIComponent).join('/'),
    query.split('&').toSorted().join('&'),
    ...names.map((name) => `${name}:${String(headers[name]).trim().replaceAll(/\s+/g, ' ')}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n');
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', String(headers['x-amz-date']), scope, sha256(canonical)].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>((sofar, part) => hmac(sofar, String(part)), `AWS4${secret}`);
  return `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names.join(';')}, Signature=${hmac(key, text).toString('hex')}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
