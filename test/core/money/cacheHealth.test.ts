// The vendor's cache: what came from it, what that was worth, how long it lasts, and why it was missed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../../../src/core/model/call.ts';
import { finish } from '../../../src/core/model/finish.ts';
import { LlmError } from '../../../src/core/model/llmError.ts';
import { type Message, textMessage } from '../../../src/core/model/message.ts';
import type { Money } from '../../../src/core/model/money.ts';
import { unknownUsage, type Usage } from '../../../src/core/model/usage.ts';
import { type CacheTerms, createCacheWatch } from '../../../src/core/money/cacheHealth.ts';
import { digestCall } from '../../../src/core/money/callDigest.ts';
import { createPriceBook } from '../../../src/core/money/price.ts';
import { createCacheTerms } from '../../../src/core/providers/caching.ts';
import { createProviderDirectory } from '../../../src/core/providers/directory.ts';
import type { ProviderSettings } from '../../../src/core/providers/provider.ts';
import { registry } from '../../../src/core/providers/registry.ts';

const prices = createPriceBook([{ model: 'v/m', periods: [{ rates: { input: 2, cacheRead: 0.2, cacheWrite5m: 2.5, output: 10 } }], source: 'a list', asOf: '2026-01-01' }]);
const minute = 60_000;
const fiveMinutes: CacheTerms = { off: false, lifetime: 5 * minute, shortest: 1_000 };
const computed: Money = { provenance: 'computed', amount: 1, currency: 'USD' };

const system = textMessage('system', 'Be kind.');
const user = (text: string): Message => textMessage('user', text);
const assistant = (text: string): Message => textMessage('assistant', text);
const first = [system, user('one')];
const second = [...first, assistant('1'), user('two')];

interface Step {
  readonly messages: readonly Message[];
  readonly at?: number;
  readonly fresh: number;
  readonly read?: number | undefined;
  readonly written?: number;
  readonly more?: Partial<Call>;
  readonly served?: string;
  readonly cost?: Money;
}

/** A conversation of these calls, and what there is to say after the last. */
function after(steps: readonly Step[], terms: CacheTerms = fiveMinutes) {
  const watch = createCacheWatch({ prices, terms: () => terms });
  for (const { messages, at = 0, fresh, read, written, more, served, cost = computed } of steps) {
    const call: Call = { model: 'v/m', messages, task: 'chat', conversation: 'c', signal: new AbortController().signal, ...more };
    const usage: Usage = { ...unknownUsage, input: { ...unknownUsage.input, fresh, cacheRead: read, cacheWrite5m: written }, output: { text: 10, reasoning: undefined } };
    watch.begin({ model: call.model, task: 'chat', conversation: 'c', startedAt: at, free: false, call })
      .ended({ finish: finish({ reason: 'stop', model: call.model, servedModel: served, usage, cost }), estimatedOutput: 10, endedAt: at + 1000 });
  }
  const health = watch.of('c');
  assert.ok(health);
  return health;
}

const begun: Step = { messages: first, fresh: 500, read: 0, written: 4_000 };

test('a hit: how much, what it saved after what writing cost, and until when it lasts', () => {
  const health = after([begun, { messages: second, at: 2 * minute, fresh: 500, read: 4_500 }]);
  assert.equal(health.missed, undefined);
  assert.deepEqual([health.lastRate, health.rate, health.tokensRead, health.expiresAt], [0.9, 4_500 / 9_500, 4_500, 7 * minute]);
  // 4,500 read at 0.2 in place of 2, less 4,000 written at 2.5 in place of 2, per million.
  assert.ok(Math.abs(health.saved.amount - (4_500 * 1.8 - 4_000 * 0.5) / 1e6) < 1e-12);
  assert.equal(health.saved.complete, true);
});

test('writing alone has saved nothing yet, and says so', () => {
  assert.ok(Math.abs(after([begun]).saved.amount + 0.002) < 1e-12);
});

test('why a cache was missed', () => {
  const missed = (more: Partial<Step>, terms?: CacheTerms, start: Partial<Step> = {}) =>
    after([{ ...begun, ...start }, { messages: second, at: minute, fresh: 5_000, read: 0, ...more }], terms).missed;
  const tools = [{ name: 'look', description: 'Looks.', parameters: {} }];
  const cases = [
    [missed({ more: { model: 'v/other' } }), { reason: 'model' }],
    [missed({ served: 'm-2' }, undefined, { served: 'm-1' }), { reason: 'model' }],
    [missed({ more: { tools } }), { reason: 'tools' }],
    [missed({ messages: [textMessage('system', 'Be brief.'), ...second.slice(1)] }), { reason: 'system' }],
    [missed({ messages: [system, user('ONE'), assistant('1'), user('two')] }), { reason: 'message', message: 1 }],
    [after([{ ...begun, messages: second }, { messages: [...first, assistant('uno'), user('two')], at: minute, fresh: 5_000, read: 0 }]).missed, { reason: 'message', message: 2 }],
    [missed({ at: 6 * minute }), { reason: 'expired' }],
    [missed({}), { reason: 'unexplained' }],
    [missed({ fresh: 900 }), { reason: 'short' }],
    [missed({}, { off: true, lifetime: undefined, shortest: undefined }), { reason: 'off' }],
    [missed({ at: 600 * minute }, { off: false, lifetime: undefined, shortest: undefined }), { reason: 'unexplained' }],
    [after([{ ...begun, fresh: 5_000 }]).missed, { reason: 'first' }],
    [missed({ read: undefined }), undefined],
  ] as const;
  for (const [found, expected] of cases) assert.deepEqual(found, expected);
});

test('a part that was kept while the rest changed is a miss with its reason, a rounded hit is none', () => {
  const partly: Step = { messages: [system, user('ONE'), assistant('1'), user('two')], at: minute, fresh: 4_000, read: 1_024 };
  assert.deepEqual(after([begun, partly]).missed, { reason: 'message', message: 1 });
  assert.equal(after([begun, { messages: second, at: minute, fresh: 900, read: 4_096 }]).missed, undefined);
});

test('asking the same again, or less, is no change', () => {
  assert.deepEqual(after([{ ...begun, messages: second }, { messages: first, at: 6 * minute, fresh: 5_000, read: 0 }]).missed, { reason: 'expired' });
});

test('what a vendor does not tell is not known, and what has no price makes no saving', () => {
  const silent = after([{ messages: first, fresh: 5_000 }]);
  assert.deepEqual([silent.rate, silent.lastRate, silent.missed, silent.saved.amount], [undefined, undefined, undefined, 0]);
  const unpriced = after([{ ...begun, more: { model: 'v/unpriced' } }]);
  assert.deepEqual([unpriced.saved.amount, unpriced.saved.complete], [0, false]);
  assert.equal(after([{ ...begun, cost: { provenance: 'reported', amount: 1, currency: 'USD' } }]).saved.estimated, true);
  const short = after([{ messages: first, fresh: 10, read: 0 }]);
  assert.equal(short.expiresAt, undefined, 'there is nothing that could expire');
});

test('a call that was refused says nothing about the cache, and one that belongs nowhere is not kept', () => {
  const watch = createCacheWatch({ prices, terms: () => fiveMinutes });
  const call: Call = { model: 'v/m', messages: first, task: 'chat', signal: new AbortController().signal };
  const error = new LlmError({ kind: 'auth', message: 'No.', retryable: false });
  const end = (given: object) => ({ finish: finish({ reason: 'stop', model: 'v/m', ...given }), estimatedOutput: 0, endedAt: 1 });
  watch.begin({ model: 'v/m', task: 'chat', conversation: 'c', startedAt: 0, free: false, call }).ended(end({ error }));
  watch.begin({ model: 'v/m', task: 'chat', startedAt: 0, free: false, call }).ended(end({}));
  assert.equal(watch.of('c'), undefined);
});

test('digests tell any two parts apart, and hold nothing of what was said', () => {
  const digestOf = (part: Extract<Message, { role: 'user' }>['parts'][number]) => JSON.stringify(digestCall({ model: 'v/m', messages: [{ role: 'user', parts: [part] }], task: 'chat', signal: new AbortController().signal }));
  const long = 'a'.repeat(1 << 20);
  const different = [
    digestOf({ type: 'text', text: 'secret words' }), digestOf({ type: 'text', text: 'secret word' }), digestOf({ type: 'text', text: '' }),
    digestOf({ type: 'image', mediaType: 'image/png', data: long }), digestOf({ type: 'image', mediaType: 'image/png', data: `${long}a` }), digestOf({ type: 'image', mediaType: 'image/png', data: `${long.slice(1)}b` }),
    digestOf({ type: 'file', name: 'x', mediaType: 'text/plain', data: 'y' }), digestOf({ type: 'file', name: 'y', mediaType: 'text/plain', data: 'x' }),
  ];
  assert.equal(new Set(different).size, different.length);
  assert.ok(different.every((text) => !text.includes('secret')));
  assert.equal(digestOf({ type: 'text', text: 'secret words' }), different[0]);
});

test('terms are those of the vendor and of what its user prefers', () => {
  const terms = (reference: string, settings: ProviderSettings = {}) => createCacheTerms(createProviderDirectory(registry, () => ({ [reference.split('/')[0] ?? '']: settings })))(reference);
  const cases = [
    ['anthropic/claude-sonnet-5-5', {}, { off: false, lifetime: 5 * minute, shortest: 512 }],
    ['anthropic/claude-haiku-4-5', { promptCache: '1h' }, { off: false, lifetime: 60 * minute, shortest: 4_096 }],
    ['anthropic/claude-haiku-4-5', { promptCache: 'off' }, { off: true, lifetime: undefined, shortest: 4_096 }],
    ['openai/gpt-6-sol', {}, { off: false, lifetime: 30 * minute, shortest: 1_024 }],
    ['openai/gpt-6-sol', { promptCache: '1h' }, { off: false, lifetime: 720 * minute, shortest: 1_024 }],
    ['openai/gpt-5', {}, { off: false, lifetime: undefined, shortest: 1_024 }],
    ['gemini/gemini-3.8-flash', {}, { off: false, lifetime: undefined, shortest: undefined }],
    ['gemini/gemini-3.8-flash', { promptCache: '1h' }, { off: false, lifetime: 60 * minute, shortest: undefined }],
    ['vertex/claude-sonnet-5-5', {}, { off: false, lifetime: 5 * minute, shortest: 512 }],
    ['bedrock/anthropic.claude-sonnet-5-5', {}, { off: false, lifetime: 5 * minute, shortest: 512 }],
    ['groq/llama', {}, { off: false, lifetime: undefined, shortest: undefined }],
    ['nobody/knows', {}, { off: false, lifetime: undefined, shortest: undefined }],
  ] as const;
  for (const [reference, settings, expected] of cases) assert.deepEqual(terms(reference, settings), expected, `${reference} ${JSON.stringify(settings)}`);
});
