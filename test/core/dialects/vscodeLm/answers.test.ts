// What the editor's models answer, and what goes wrong with them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createVscodeLm } from '../../../../src/core/dialects/vscodeLm/stream.ts';
import type { EditorAnswerPart, EditorModels } from '../../../../src/core/model/editorModels.ts';
import { askEditor, editorOf, modelOf } from './support.ts';

const says = (...parts: readonly EditorAnswerPart[]) => askEditor(editorOf(modelOf({}, parts)));
const fails = (failure: unknown) => askEditor(editorOf(modelOf({ send: () => Promise.reject(failure) })));
const errorOf = (facts: object): Error => Object.assign(new Error('it failed'), facts);
const data = (mediaType: unknown, text: string): EditorAnswerPart => ({ type: 'data', mediaType, data: new TextEncoder().encode(text) });
/** Waits for ever; the call is stopped once somebody waits. */
const never = (stop: () => void): Promise<never> => {
  queueMicrotask(stop);
  return new Promise(() => undefined);
};

test('text, thinking and whole tool calls, with the model that served and no cost', async () => {
  const { text, thinking, toolCalls, finish } = await says(
    { type: 'other', value: { value: ['let me ', 'see'], id: undefined, metadata: undefined } },
    { type: 'text', text: 'So: ' },
    data('text/plain', '4'),
    { type: 'tool-call', id: 'x', name: 'clock', input: { zone: 'UTC' } },
    { type: 'tool-call', id: 'x', name: 'clock', input: undefined },
  );
  assert.deepEqual([text, thinking], ['So: 4', 'let me see']);
  assert.deepEqual(toolCalls, [{ id: 'x', name: 'clock', arguments: { zone: 'UTC' } }, { id: 'x_2', name: 'clock', arguments: {} }]);
  assert.deepEqual([finish.reason, finish.servedModel, finish.cost.provenance, finish.usage.input.fresh], [{ unified: 'tool-calls', raw: undefined }, 'copilot/gpt-5.6', 'unknown', undefined]);
});

test('usage is believed where a vendor tells it, and only then', async () => {
  const told = await says({ type: 'text', text: 'x' }, data('usage', '{"prompt_tokens":900,"completion_tokens":42,"prompt_tokens_details":{"cached_tokens":800}}'));
  assert.deepEqual([told.text, told.finish.usage.input.fresh, told.finish.usage.input.cacheRead, told.finish.usage.output.text], ['x', 100, 800, 42]);
  for (const nonsense of ['', '{', 'null', '[]', '{"prompt_tokens":"many"}', '7']) {
    const { finish } = await says({ type: 'text', text: 'x' }, data('usage', nonsense));
    assert.deepEqual([finish.reason.unified, finish.usage.input.fresh, finish.usage.output.text], ['stop', undefined, undefined], nonsense);
  }
});

test('what cannot be shown is said once; a vendor\'s words to itself are not', async () => {
  const { notices, text } = await says({ type: 'text', text: 'x' }, data('image/png', 'p'), data('image/png', 'p'), data('stateful_marker', 'm'), { type: 'other', value: { strange: 1 } }, { type: 'other', value: null });
  assert.equal(text, 'x');
  assert.equal(notices.length, 2);
  assert.match(notices[0] ?? '', /image\/png/);
});

test('no answer at all is no answer; a call that is none is named', async () => {
  assert.equal((await says()).finish.error?.kind, 'bad-response');
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  for (const [name, input] of [['', {}], [7, {}], ['clock', circle], ['clock', () => 1]]) {
    assert.equal((await says({ type: 'tool-call', id: 'x', name, input })).finish.error?.kind, 'bad-response');
  }
});

test('whatever another extension sends, the answer ends as the contract wants', async () => {
  const anything = fc.anything({ withNullPrototype: true, withBigInt: true });
  const part = fc.oneof(
    fc.record({ type: fc.constant('text' as const), text: anything }),
    fc.record({ type: fc.constant('data' as const), mediaType: anything, data: fc.oneof(anything, fc.uint8Array()) }),
    fc.record({ type: fc.constant('tool-call' as const), id: anything, name: anything, input: anything }),
    fc.record({ type: fc.constant('other' as const), value: anything }),
  );
  await fc.assert(fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
    const { finish, toolCalls } = await says(...parts);
    assert.ok(['stop', 'tool-calls', 'error'].includes(finish.reason.unified));
    assert.equal(new Set(toolCalls.map(({ id }) => id)).size, toolCalls.length);
  }), { numRuns: 60 });
});

test('errors are what they are, by code, name, status or text', async () => {
  const cases: readonly (readonly [object | string, string])[] = [
    [{ code: 'NoPermissions' }, 'permission'],
    [{ code: 'NotFound' }, 'not-found'],
    [{ code: 'Blocked', message: 'Quota exceeded.' }, 'quota'],
    [{ code: 'Blocked', message: 'Temporarily blocked due to making too many requests. Please try again later.' }, 'rate-limit'],
    [{ code: 'Blocked', message: 'The prompt was filtered.' }, 'content-filter'],
    [{ code: 'Unknown', cause: new Error('off_topic') }, 'content-filter'],
    [{ name: 'ChatQuotaExceeded' }, 'quota'],
    [{ name: 'ChatRateLimited' }, 'rate-limit'],
    [{ message: 'Request Failed: 401 Unauthorized' }, 'auth'],
    [{ message: 'Request Failed: 429 {}' }, 'rate-limit'],
    [{ message: 'Message exceeds token limit.' }, 'context-overflow'],
    [{ message: 'Invalid request: no messages.' }, 'bad-request'],
    [{ message: 'net::ERR_INTERNET_DISCONNECTED' }, 'network'],
    [{ message: 'fetch failed', cause: Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' }) }, 'tls'],
    [{ message: 'Something unforeseen at line 404.' }, 'server'],
    [{ name: 'Canceled', message: 'Canceled' }, 'cancelled'],
    ['just words', 'server'],
  ];
  for (const [facts, kind] of cases) {
    const { finish } = await fails(typeof facts === 'string' ? facts : errorOf(facts));
    assert.equal(finish.error?.kind, kind, JSON.stringify(facts));
  }
});

test('an answer that breaks keeps what came, and is interrupted when the line was cut', async () => {
  const breaking = (failure: Error) => askEditor(editorOf(modelOf({}, (async function* () {
    yield { type: 'text', text: 'so far' } as const;
    throw failure;
  })())));
  const cut = await breaking(new Error('net::ERR_CONNECTION_RESET'));
  assert.deepEqual([cut.text, cut.finish.reason.unified], ['so far', 'interrupted']);
  assert.equal((await breaking(errorOf({ name: 'ChatRateLimited' }))).finish.error?.kind, 'rate-limit');
});

test('a stop is a stop, whatever the other side makes of it', async () => {
  const heard: AbortSignal[] = [];
  const deaf: readonly ((stop: () => void) => EditorModels)[] = [
    (stop) => ({ ...editorOf(), select: () => never(stop) }),
    (stop) => editorOf(modelOf({ send: () => never(stop) })),
    (stop) => editorOf(modelOf({
      send: (_request, signal) => {
        heard.push(signal);
        return Promise.resolve({ [Symbol.asyncIterator]: () => ({ next: () => never(stop) }) });
      },
    })),
  ];
  for (const editor of deaf) {
    const control = new AbortController();
    const { finish } = await askEditor(editor(() => control.abort()), { signal: control.signal });
    assert.equal(finish.reason.unified, 'cancelled');
  }
  assert.equal(heard[0]?.aborted, true);
  assert.equal((await askEditor(editorOf(modelOf()), { signal: AbortSignal.abort() })).finish.reason.unified, 'cancelled');
});

test('leaving an answer calls the model off', async () => {
  const seen: AbortSignal[] = [];
  const model = modelOf({ send: (_request, signal) => { seen.push(signal); return modelOf({}, [{ type: 'text', text: 'a' }, { type: 'text', text: 'b' }]).send(_request, signal); } });
  const endpoint = { provider: 'vscode', model: 'copilot/gpt-5.6', baseUrl: 'vscode:', apiKey: undefined, headers: {}, fetch: globalThis.fetch, info: {}, editorModels: editorOf(model) };
  for await (const event of createVscodeLm().stream({ model: 'vscode/copilot/gpt-5.6', messages: [], task: 'chat', signal: new AbortController().signal }, endpoint)) {
    if (event.type === 'text-delta') break;
  }
  assert.equal(seen[0]?.aborted, true);
});

test('what cannot be asked is said with a way out', async () => {
  const ask = async (model: string, editor = editorOf(modelOf())) => (await askEditor(editor, { model })).finish.error;
  const unknown = await ask('vscode/copilot/none');
  assert.equal(unknown?.kind, 'not-found');
  assert.match(unknown.message, /no model "copilot\/none".*copilot\/gpt-5\.6/);
  assert.match((await ask('vscode/nobody/x'))?.message ?? '', /none of "nobody".*signed in/);
  assert.match((await ask('vscode/gpt'))?.message ?? '', /vscode\/<vendor>\/<family>/);
  assert.match((await ask('vscode/parley/x', editorOf(modelOf({ vendor: 'parley', id: 'x' }))))?.message ?? '', /Parley's own/);
  const outside = (await askEditor(undefined)).finish.error;
  assert.deepEqual([outside?.kind, outside?.message], ['bad-request', 'Models under "vscode/" exist only inside VS Code. Choose another provider here.']);
});
