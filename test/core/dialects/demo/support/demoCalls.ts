// Calls to the demo, and clocks that do not wait.

import type { Clock } from '../../../../../src/core/base/clock.ts';
import { createDemoDialect } from '../../../../../src/core/dialects/demo/demo.ts';
import type { Call } from '../../../../../src/core/model/call.ts';
import type { Endpoint } from '../../../../../src/core/model/dialect.ts';
import { type Message, textMessage } from '../../../../../src/core/model/message.ts';
import { type Collected, collect } from '../../../../support/collect.ts';

/** A clock without waiting: everything is due at once. */
export const instantClock: Clock = {
  now: () => 0,
  after(_milliseconds, action) {
    queueMicrotask(action);
    return { dispose() {} };
  },
};

/** Where the demo is; nothing may ever be fetched. */
export const demoEndpoint: Endpoint = {
  provider: 'demo',
  model: 'tour',
  baseUrl: 'demo:',
  apiKey: undefined,
  headers: {},
  info: {},
  fetch: () => Promise.reject(new Error('The demo must not use the network.')),
};

/** A call that says `texts` in turn, beginning with the user. */
export function callOf(texts: readonly string[], more: Partial<Call> = {}): Call {
  return { model: 'demo/tour', messages: conversation(texts), task: 'chat', signal: new AbortController().signal, ...more };
}

/** Messages of user and assistant in turn. */
export function conversation(texts: readonly string[]): Message[] {
  return texts.map((text, index) => textMessage(index % 2 === 0 ? 'user' : 'assistant', text));
}

/** The whole answer to a call. */
export function answerOf(call: Call): Promise<Collected> {
  return collect(createDemoDialect(instantClock).stream(call, demoEndpoint));
}

/** The text of the answer to some turns. */
export async function saidTo(...texts: string[]): Promise<string> {
  return (await answerOf(callOf(texts))).text;
}
