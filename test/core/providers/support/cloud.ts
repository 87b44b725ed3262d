// A cloud on loopback: the client asks the cloud's own host, and the port it fetches through leads to a simulator.

import type { Call } from '../../../../src/core/model/call.ts';
import { textMessage } from '../../../../src/core/model/message.ts';
import { createAttempt } from '../../../../src/core/pipeline/attempt.ts';
import { createProviderDirectory } from '../../../../src/core/providers/directory.ts';
import type { Provider, ProviderSettings } from '../../../../src/core/providers/provider.ts';
import { type Collected, collect } from '../../../support/collect.ts';
import { anthropicMessagesWire } from '../../../support/simulator/anthropicMessagesWire.ts';
import { eventStream } from '../../../support/simulator/answers.ts';
import { geminiContentWire } from '../../../support/simulator/geminiContentWire.ts';
import { openaiChatWire } from '../../../support/simulator/openaiChatWire.ts';
import { type Answer, type SeenRequest, startSimulator } from '../../../support/simulator/simulator.ts';

export interface CloudCall {
  readonly model: string;
  readonly settings?: ProviderSettings;
  readonly key?: string;
  readonly answer?: Answer;
  readonly call?: Partial<Call>;
}

/** What came back, and what was asked for it. */
export interface CloudAnswer extends Collected {
  readonly requests: readonly SeenRequest[];
  /** The address that was asked, as the client wrote it. */
  readonly url: URL | undefined;
  /** What would have followed a redirect. */
  readonly redirect: string | undefined;
}

/** Says "ok", in the wire it was asked in. */
const ok: Answer = (request, response) => {
  const wire = [anthropicMessagesWire, geminiContentWire, openaiChatWire].find((one) => one.answers(request.path));
  return eventStream(wire?.events({ text: ['o', 'k'] }) ?? [])(request, response);
};

/** Asks a provider of this kind once. */
export async function askCloud(provider: Provider, { model, settings = {}, key, answer = ok, call = {} }: CloudCall): Promise<CloudAnswer> {
  await using simulator = await startSimulator(answer);
  let url: URL | undefined;
  let redirect: string | undefined;
  const attempt = createAttempt({
    providers: createProviderDirectory([provider], () => ({ [provider.id]: settings })),
    keys: () => Promise.resolve(key === undefined ? undefined : { key, label: 'stored' }),
    fetch(input, init) {
      url = new URL(input instanceof Request ? input.url : input);
      redirect = init?.redirect;
      return globalThis.fetch(simulator.url + url.pathname + url.search, init);
    },
  });
  const messages = [textMessage('system', 'be brief'), textMessage('user', 'naïve 日本 👩‍👩‍👧?')];
  const collected = await collect(attempt({ model: `${provider.id}/${model}`, messages, task: 'chat', signal: new AbortController().signal, ...call }));
  return { ...collected, requests: simulator.requests, url, redirect };
}
