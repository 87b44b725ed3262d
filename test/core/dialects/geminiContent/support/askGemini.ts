// The whole client with Gemini in it, pointed at a simulator.

import { systemClock } from '../../../../../src/core/base/clock.ts';
import { silentLog } from '../../../../../src/core/base/log.ts';
import type { Call } from '../../../../../src/core/model/call.ts';
import type { Handler } from '../../../../../src/core/model/handler.ts';
import { textMessage } from '../../../../../src/core/model/message.ts';
import { createPriceBook } from '../../../../../src/core/money/price.ts';
import { createSpend } from '../../../../../src/core/money/spend.ts';
import { createClient } from '../../../../../src/core/pipeline/client.ts';
import { createProviderDirectory } from '../../../../../src/core/providers/directory.ts';
import { gemini } from '../../../../../src/core/providers/gemini.ts';
import type { ProviderSettings } from '../../../../../src/core/providers/provider.ts';
import { type Collected, collect } from '../../../../support/collect.ts';
import { type Answer, type SeenRequest, startSimulator } from '../../../../support/simulator/simulator.ts';

export const geminiKey = 'AIzaSimulated-0123456789_abcdefghijklmnop';

/** A client whose `gemini` is set like this. */
export function geminiClient(settings: ProviderSettings): Handler {
  const prices = createPriceBook([]);
  return createClient({
    providers: createProviderDirectory([gemini], () => ({ gemini: settings })),
    keys: () => Promise.resolve({ key: geminiKey, label: 'stored' }),
    fetch: globalThis.fetch,
    clock: systemClock,
    log: silentLog,
    prices,
    attempts: createSpend(prices),
    timeouts: () => ({ firstEvent: 10_000, betweenEvents: 10_000 }),
  });
}

/** A call that asks something. */
export function geminiCall(more: Partial<Call> = {}): Call {
  return { model: 'gemini/gemini-3.8-flash', messages: [textMessage('user', 'hello')], task: 'chat', signal: new AbortController().signal, ...more };
}

/** One question to a server that gives this answer, and what it saw. */
export async function askGemini(answer: Answer, more: Partial<Call> = {}, settings: ProviderSettings = {}): Promise<Collected & { readonly seen: SeenRequest }> {
  await using simulator = await startSimulator(answer);
  const collected = await collect(geminiClient({ baseUrl: simulator.url, ...settings })(geminiCall(more)));
  return { ...collected, seen: await simulator.request(0) };
}
