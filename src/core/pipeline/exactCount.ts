// The vendor's own count of a call's input, for when people want the exact number: one request, which vendors do not charge for.

import type { Call } from '../model/call.ts';
import { nobodyCounts } from '../dialects/wire/toldCount.ts';
import { dialectFor } from '../providers/provider.ts';
import type { AttemptPorts } from './attempt.ts';
import { findEndpoint } from './endpoint.ts';

/** Counts the input of a call. Rejects with an LlmError, `not-found` where the vendor does not count. */
export type ExactCount = (call: Call) => Promise<number>;

export function createExactCount(ports: AttemptPorts): ExactCount {
  return async (call) => {
    const target = ports.providers.resolve(call.model);
    const { provider, settings, id } = target.configured;
    const dialect = await dialectFor(provider, target.model, settings).load();
    if (!dialect.countTokens) throw nobodyCounts({ provider: id });
    return await dialect.countTokens(call, await findEndpoint(target, ports, call.signal), call.signal);
  };
}
