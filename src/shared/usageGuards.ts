// Checks what arrives from the dashboard: it shows text from outside, so what it sends is not trusted.

import * as z from 'zod/mini';
import type { Checked } from './answer.ts';
import { comparedSources, rangeNames, stackings, type UsageRequestName, type UsageRequests } from './usageProtocol.ts';

const nothing = z.strictObject({});
const range = z.enum(rangeNames);
const source = z.enum(comparedSources);
const whole = z.int().check(z.minimum(0));
const place = z.strictObject({ at: whole, id: whole });
const ranged = z.strictObject({ range, by: z.enum(stackings) });

const parameters = {
  overview: ranged,
  spend: ranged,
  requests: z.strictObject({ range, before: place }),
  calculation: place,
  compare: z.strictObject({ source, choose: z.boolean() }),
  chooseModels: z.strictObject({ source }),
  reconcile: z.strictObject({ choose: z.boolean() }),
  export: z.strictObject({ range }),
  editBudgets: nothing,
  openChat: nothing,
  destination: nothing,
  reportFailure: z.strictObject({ message: z.string().check(z.maxLength(8_000)) }),
} satisfies { [N in UsageRequestName]: z.ZodMiniType<UsageRequests[N]['parameters']> };

const envelope = z.object({
  kind: z.literal('request'),
  id: z.number(),
  name: z.enum(Object.keys(parameters) as [UsageRequestName, ...UsageRequestName[]]),
  parameters: z.unknown(),
});

/** Narrows an unknown message to a request, or says for which id it failed. */
export function checkUsageRequest(message: unknown): Checked<UsageRequests> {
  const outer = envelope.safeParse(message);
  if (!outer.success) return { ok: false, id: undefined };
  const inner = parameters[outer.data.name].safeParse(outer.data.parameters);
  if (!inner.success) return { ok: false, id: outer.data.id };
  return { ok: true, request: { id: outer.data.id, name: outer.data.name, parameters: inner.data } };
}
