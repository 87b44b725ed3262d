// Tells what a failed fetch was: codes of sockets, name lookup, certificates and proxies, wherever they hide in the causes.

import type { ErrorKind } from '../../model/llmError.ts';

/** The kind of a connection failure, and the code that told. */
export interface NetworkVerdict {
  readonly kind: ErrorKind;
  readonly code: string | undefined;
}

const timeoutCodes = new Set(['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
const tlsCode = /^(?:CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|EPROTO$)/;

/** Classifies by the first code found along the chain of causes; `network` when there is none. */
export function classifyNetworkFailure(failure: unknown): NetworkVerdict {
  const code = codes(failure).next().value;
  if (code === undefined) return { kind: 'network', code };
  if (timeoutCodes.has(code)) return { kind: 'timeout', code };
  if (tlsCode.test(code)) return { kind: 'tls', code };
  if (code === 'ERR_PROXY_TUNNEL' || code === 'ERR_PROXY') return { kind: 'proxy', code };
  return { kind: 'network', code };
}

function* codes(failure: unknown, depth = 0): Generator<string, undefined> {
  if (!(failure instanceof Error) || depth > 8) return;
  if ('code' in failure && typeof failure.code === 'string') yield failure.code;
  if (/proxy.*(?:407|auth)|(?:407|auth).*proxy/i.test(failure.message)) yield 'ERR_PROXY';
  // All that `fetch` says of a 407: a failure without a word.
  if (depth > 0 && failure.message === '' && failure.constructor === Error) yield 'ERR_PROXY';
  if (failure instanceof AggregateError) for (const part of failure.errors) yield* codes(part, depth + 1);
  yield* codes(failure.cause, depth + 1);
}
