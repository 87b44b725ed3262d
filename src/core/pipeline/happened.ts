// What went wrong with an attempt, as the end of a sentence that begins with a name.

import type { ErrorKind } from '../model/llmError.ts';

/** Budgets and people stop calls for reasons of their own, which are told elsewhere. */
export const happened: Readonly<Partial<Record<ErrorKind, string>>> = {
  'auth': 'has no key that is accepted',
  'permission': 'may not be used with this key',
  'quota': 'has no credit left',
  'rate-limit': 'asks to slow down',
  'overloaded': 'is overloaded',
  'server': 'failed on its side',
  'timeout': 'did not answer in time',
  'network': 'could not be reached',
  'tls': 'has no certificate that can be trusted',
  'proxy': 'is not let through by the proxy',
  'bad-request': 'did not accept the request',
  'context-overflow': 'cannot take a conversation of this length',
  'content-filter': 'was stopped by a content filter',
  'not-found': 'is not known there',
  'bad-response': 'sent an answer that cannot be read',
  'interrupted': 'broke off',
};
