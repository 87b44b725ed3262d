// Routes on real sockets: who answers when somebody fails, and that an answer which breaks is told once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect } from '../../support/collect.ts';
import { callOf, simulatedClient, type SimulatedClientOptions } from '../../support/simulatedClient.ts';
import { cutSocket, refusal, silence } from '../../support/simulator/answers.ts';
import { understandChat } from '../../support/simulator/openaiChatRequests.ts';
import { chat, cutChat } from '../../support/simulator/openaiChatWire.ts';
import { type Answer, type Simulator, startSimulator } from '../../support/simulator/simulator.ts';
import type { Call } from '../../../src/core/model/call.ts';

const words = Array.from({ length: 60 }, (_, index) => `word${index} `);
const whole = words.join('');
const busy = refusal(503, { error: { message: 'busy' } });
const tooLong = refusal(400, { error: { message: 'x', code: 'context_length_exceeded' } });
const filtered = refusal(400, { error: { message: 'x', code: 'content_filter' } });

/** Three providers of the same kind, each at a server of its own, in a route `r`. */
async function play(answers: readonly Answer[][], more: Partial<Call> & { readonly options?: SimulatedClientOptions } = {}) {
  const servers: Simulator[] = [];
  for (const script of answers) servers.push(await startSimulator(...script));
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const providers = Object.fromEntries(servers.map(({ url }, index) => [names[index] ?? '', { type: 'openai', api: 'chat' as const, baseUrl: `${url}/v1` }]));
  const models = servers.map((_, index) => `${names[index]}/sim-model`);
  const { options, ...asked } = more;
  const { client, spend } = simulatedClient('', { ...options, providers, routes: options?.routes ?? { r: { models, strategy: 'ordered' } } });
  const told = await collect(client(callOf('question', { model: 'route/r', ...asked })));
  const requests = servers.map(({ requests: seen }) => seen.length);
  const turns = servers.map(({ requests: seen }) => seen.map((request) => understandChat(request).turns));
  for (const server of servers) await server[Symbol.asyncDispose]();
  return { ...told, requests, turns, attempts: spend.state().attempts };
}

test('one that fails before a word is replaced silently, and the notice names both', async () => {
  const { text, notices, requests, finish, attempts, events } = await play([[busy], [chat({ text: words })]]);
  assert.deepEqual([text, requests, attempts], [whole, [1, 1], 2]);
  assert.deepEqual(notices, ['a/sim-model is overloaded; b/sim-model is asked instead.']);
  assert.deepEqual([finish.reason.unified, finish.model, finish.error], ['stop', 'b/sim-model', undefined]);
  assert.equal(events.filter(({ type }) => type === 'message-start').length, 1);
});

test('an answer that breaks off is gone on with by the next, whatever of it the next one repeats', async () => {
  for (const from of [38, 35, 30, 0]) {
    const { text, notices, turns, finish, attempts } = await play([[cutChat({ text: words }, 39, cutSocket)], [chat({ text: words.slice(from), usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 } })]]);
    assert.equal(text, whole, `from ${from}`);
    assert.deepEqual(notices, ['a/sim-model broke off in the middle; b/sim-model goes on.']);
    assert.deepEqual([finish.reason.unified, finish.servedModel, attempts], ['stop', 'sim-model', 2]);
    const [, broken, request] = turns[1]?.[0] ?? [];
    assert.deepEqual([broken?.role, broken?.text], ['assistant', words.slice(0, 38).join('').trimEnd()]);
    assert.match(request?.text ?? '', /was cut off[^]*word37$/);
  }
});

test('a plain model that breaks off goes on itself, as often as it may', async () => {
  const { text, notices, requests } = await play([[cutChat({ text: words }, 20, cutSocket), cutChat({ text: words.slice(19) }, 10, cutSocket), chat({ text: words.slice(28) })]], { model: 'a/sim-model', options: { retry: { attempts: 3 }, random: () => 0 } });
  assert.deepEqual([text, requests], [whole, [3]]);
  assert.deepEqual(notices, Array.from({ length: 2 }, () => 'a/sim-model broke off in the middle and is asked to go on.'));
  const never = await play([[cutChat({ text: words }, 20, cutSocket)]], { model: 'a/sim-model' });
  assert.deepEqual([never.requests, never.finish.reason.unified, never.finish.error?.message.includes('Tried')], [[1], 'interrupted', false]);
});

test('a model that goes on in place gets the beginning as its own', async () => {
  await using simulator = await startSimulator(cutChat({ text: words }, 20, cutSocket), chat({ text: words.slice(19).with(0, ` ${words[19] ?? ''}`) }));
  const { client } = simulatedClient('', { providers: { mistral: { baseUrl: `${simulator.url}/v1` } }, retry: { attempts: 1 }, random: () => 0 });
  const { text } = await collect(client(callOf('question', { model: 'mistral/sim-model' })));
  assert.equal(text, whole);
  const sent = simulator.requests[1]?.body as { readonly messages: readonly object[] } | undefined;
  assert.deepEqual(sent?.messages.at(-1), { role: 'assistant', content: words.slice(0, 19).join('').trimEnd(), prefix: true });
});

test('usage and cost of a joined answer are those of all its parts', async () => {
  const usage = { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 };
  const { finish } = await play([[chat({ text: words.slice(0, 20), finish: 'length', usage }), chat({ text: words.slice(20), usage })]], { model: 'a/sim-model', options: { autoContinue: 1 } });
  assert.deepEqual([finish.usage.input.fresh, finish.usage.output.text, finish.reason.unified], [200, 100, 'stop']);
});

test('an answer that reached its length goes on as often as the user wants, and never past a limit of the call\'s own', async () => {
  const parts = [0, 20, 40].map((from) => chat({ text: words.slice(from, from + 20), finish: from < 40 ? 'length' : 'stop' }));
  const run = (autoContinue: number, more: Partial<Call> = {}) => play([parts], { model: 'a/sim-model', ...more, options: { autoContinue } });
  const [none, one, all, limited] = [await run(0), await run(1), await run(2), await run(2, { limits: { maxOutputTokens: 50 } })];
  assert.deepEqual([none.requests, none.finish.reason.unified], [[1], 'length']);
  assert.deepEqual([one.text, one.finish.reason.unified], [words.slice(0, 40).join(''), 'length']);
  assert.deepEqual([all.text, all.finish.reason.unified, all.notices.length], [whole, 'stop', 2]);
  assert.deepEqual(limited.requests, [1]);
});

test('what is too long, and what a filter stopped, goes to those the route names for it', async () => {
  const targets = { models: ['a/sim-model', 'b/sim-model'], strategy: 'ordered' as const, contextOverflow: ['c/sim-model'], contentFilter: ['d/sim-model'] };
  const said = (name: string) => [chat({ text: [name] })];
  const long = await play([[tooLong], said('b'), said('c'), said('d')], { options: { routes: { r: targets } } });
  assert.deepEqual([long.text, long.requests, long.notices], ['c', [1, 0, 1, 0], ['a/sim-model cannot take a conversation of this length; c/sim-model is asked instead.']]);
  for (const stopped of [filtered, chat({ text: [], finish: 'content_filter' })]) {
    const { text, requests } = await play([[stopped], said('b'), said('c'), said('d')], { options: { routes: { r: targets } } });
    assert.deepEqual([text, requests], ['d', [1, 0, 0, 1]]);
  }
  const unnamed = await play([[filtered], said('b')]);
  assert.deepEqual([unnamed.finish.error?.kind, unnamed.requests], ['content-filter', [1, 0]], 'nobody is asked whom the route does not name');
  const anybody = await play([[tooLong], said('b')]);
  assert.equal(anybody.text, 'b');
});

test('when all fail the first error is told, with all that were tried', async () => {
  const { finish, requests, text } = await play([[busy], [refusal(401, { error: { message: 'bad key' } })], [refusal(404, { error: { message: 'what' } })]]);
  assert.deepEqual([text, requests, finish.error?.kind, finish.error?.facts.status], ['', [1, 1, 1], 'overloaded', 503]);
  assert.match(finish.error?.message ?? '', / Tried: a\/sim-model \[overloaded\], b\/sim-model \[auth\], c\/sim-model \[not-found\]\.$/);
});

test('an answer that nobody can go on with ends as interrupted, with what came of it', async () => {
  const { finish, text, requests } = await play([[cutChat({ text: words }, 20, cutSocket)], [busy], [busy]]);
  assert.deepEqual([text, requests, finish.reason.unified, finish.error?.kind], [words.slice(0, 19).join(''), [1, 1, 1], 'interrupted', 'interrupted']);
  assert.match(finish.error?.message ?? '', /Tried: a\/sim-model \[interrupted\], b\/sim-model \[overloaded\], c\/sim-model \[overloaded\]\.$/);
});

test('five changes are the most', async () => {
  const { requests } = await play(Array.from({ length: 8 }, () => [busy]));
  assert.deepEqual(requests, [1, 1, 1, 1, 1, 1, 0, 0]);
});

test('after a tool call nothing is asked again', async () => {
  const { finish, requests, toolCalls } = await play([[cutChat({ text: ['a'], toolCalls: [{ id: 'call_1', name: 'look', pieces: ['{"a":1}'] }] }, 4, cutSocket)], [chat({ text: ['b'] })]]);
  assert.deepEqual([requests, finish.reason.unified, toolCalls.length <= 1], [[1, 0], 'interrupted', true]);
});

test('a stream that broke while it was thinking begins anew, and its thoughts stand apart', async () => {
  const { text, thinking, notices, turns } = await play([[cutChat({ thinking: ['hm ', 'so'], text: ['never'] }, 3, cutSocket)], [chat({ thinking: ['well'], text: ['said'] })]]);
  assert.deepEqual([text, thinking], ['said', 'hm so\n\nwell']);
  assert.deepEqual(notices, ['a/sim-model broke off while it was thinking; b/sim-model is asked instead.']);
  assert.deepEqual(turns[1]?.[0]?.map(({ role }) => role), ['user']);
});

test('calling it off in the middle of a hop ends it there', async () => {
  const control = new AbortController();
  const slow: Answer = (request, response) => {
    control.abort();
    return silence(request, response);
  };
  const { finish, text, requests } = await play([[cutChat({ text: words }, 20, cutSocket)], [slow], [chat({ text: words })]], { signal: control.signal });
  assert.deepEqual([finish.reason.unified, text, requests], ['cancelled', words.slice(0, 19).join(''), [1, 1, 0]]);
});

test('a call that goes on with an answer tells only what is new', async () => {
  const { text, turns, finish } = await play([[chat({ text: words.slice(18) })]], { continues: words.slice(0, 20).join('') });
  assert.deepEqual([text, finish.reason.unified], [words.slice(20).join(''), 'stop']);
  assert.equal(turns[0]?.[0]?.length, 3);
});

test('a route that is not there says so before anything is sent', async () => {
  const { finish, requests } = await play([[busy]], { model: 'route/x' });
  assert.deepEqual([finish.error?.kind, finish.error?.message, requests], ['bad-request', 'There is no route "x". Known ones: r.', [0]]);
});
