// Checks what arrives from the page: it shows text that models wrote, so what it sends is not trusted.

import * as z from 'zod/mini';
import { composerParameters } from './composerGuards.ts';
import { longestMessage } from './limits.ts';
import type { Parameters, RequestMessage, RequestName } from './protocol.ts';
import { turnParameters } from './turnGuards.ts';

const nothing = z.strictObject({});
const text = z.string().check(z.maxLength(longestMessage));
const id = z.string().check(z.maxLength(200));

const code = z.strictObject({ text, language: id, file: z.optional(z.string().check(z.maxLength(1_000))) });

const parameters = {
  ...composerParameters,
  ...turnParameters,
  ready: nothing,
  send: z.strictObject({ text }),
  stop: nothing,
  saveDraft: z.strictObject({ text }),
  saveScroll: z.strictObject({ place: z.optional(z.strictObject({ turn: id, offset: z.number() })) }),
  pressButton: z.strictObject({ turn: id, button: id }),
  switchModel: nothing,
  countExactly: nothing,
  explainCost: z.strictObject({ turn: id }),
  copy: z.strictObject({ text }),
  insertAtCursor: z.strictObject({ text }),
  saveCode: code,
  runCode: code,
  diffCode: code,
  openLink: z.strictObject({ address: z.string().check(z.maxLength(8_000)) }),
  reportFailure: z.strictObject({ message: z.string().check(z.maxLength(8_000)) }),
} satisfies { [N in RequestName]: z.ZodMiniType<Parameters<N>> };

const envelope = z.object({
  kind: z.literal('request'),
  id: z.number(),
  name: z.enum(Object.keys(parameters) as [RequestName, ...RequestName[]]),
  parameters: z.unknown(),
});

/** What a message from the page turned out to be. */
export type CheckedRequest =
  | { readonly ok: true; readonly request: RequestMessage }
  | { readonly ok: false; readonly id: number | undefined };

/** Narrows an unknown message to a request, or says for which id it failed. */
export function checkRequest(message: unknown): CheckedRequest {
  const outer = envelope.safeParse(message);
  if (!outer.success) return { ok: false, id: undefined };
  const inner = parameters[outer.data.name].safeParse(outer.data.parameters);
  if (!inner.success) return { ok: false, id: outer.data.id };
  return { ok: true, request: { kind: 'request', id: outer.data.id, name: outer.data.name, parameters: inner.data } };
}
