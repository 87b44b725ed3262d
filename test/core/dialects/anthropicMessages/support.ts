// The dialect pointed at a simulator, without the layers around it.

import type { Preferences } from '../../../../src/core/model/preferences.ts';
import { anthropicMessages } from '../../../../src/core/dialects/anthropicMessages/anthropicMessages.ts';
import { encodeCall, type EncodedCall } from '../../../../src/core/dialects/anthropicMessages/encode.ts';
import type { AnthropicQuirks } from '../../../../src/core/dialects/anthropicMessages/quirks.ts';
import type { Call } from '../../../../src/core/model/call.ts';
import type { Endpoint } from '../../../../src/core/model/dialect.ts';
import { textMessage } from '../../../../src/core/model/message.ts';
import { anthropic } from '../../../../src/core/providers/anthropic.ts';
import { type Collected, collect } from '../../../support/collect.ts';
import { type Answer, startSimulator } from '../../../support/simulator/simulator.ts';

export const testKey = 'sk-ant-api03-simulated-0123456789';
export const usualModel = 'claude-sonnet-5-5';

/** A call that asks `hello`. */
export function callFor(more: Partial<Call> = {}): Call {
  return { model: `anthropic/${usualModel}`, messages: [textMessage('user', 'hello')], task: 'chat', signal: new AbortController().signal, ...more };
}

/** An endpoint at `baseUrl`. */
export function endpointAt(baseUrl: string, more: Partial<Endpoint> = {}): Endpoint {
  const model = more.model ?? usualModel;
  return { provider: 'anthropic', model, baseUrl, apiKey: testKey, headers: {}, fetch: globalThis.fetch, info: anthropic.describe?.(model) ?? {}, ...more };
}

/** Asks once while the server gives this answer. */
export async function ask(answer: Answer, more: Partial<Call> = {}, endpoint: Partial<Endpoint> = {}, quirks: AnthropicQuirks = {}): Promise<Collected> {
  await using simulator = await startSimulator(answer);
  const dialect = await anthropicMessages(quirks).load();
  return await collect(dialect.stream(callFor(more), endpointAt(simulator.url, endpoint)));
}

/** What would be sent for a call. */
export function encode(more: Partial<Call> = {}, model = usualModel, quirks: AnthropicQuirks = {}, preferences: Preferences = {}): EncodedCall {
  return encodeCall(callFor(more), model, anthropic.describe?.(model) ?? {}, quirks, preferences);
}
