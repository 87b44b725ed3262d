// The demo keeps the contract of streams, whatever it is asked and whenever it is stopped.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createDemoDialect, readingPace } from '../../../../src/core/dialects/demo/demo.ts';
import { answerTo } from '../../../../src/core/dialects/demo/guide.ts';
import { piecesOf } from '../../../../src/core/dialects/demo/pieces.ts';
import type { StreamEvent } from '../../../../src/core/model/streamEvent.ts';
import { unknownUsage } from '../../../../src/core/model/usage.ts';
import { demo } from '../../../../src/core/providers/demo.ts';
import { collect } from '../../../support/collect.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import { answerOf, callOf, demoEndpoint, instantClock } from './support/demoCalls.ts';

const fences = fc.constantFrom('```', '~~~', '```ts a.ts', '```python', '````', '\n', '\n', ' ', '(lines 3-9)', '"', "'", '`', '${', '}', '{', '(', ')', '//', '/*', '#', '==', 'if (a = b)', 'def f(a=[]):', 'import a from "b"', '👩‍💻', 'é', '\u202e', '\ud800');
const questions = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('hello', 'markdown', 'code', 'thinking', 'tools', 'long', 'keys', 'next', 'review', 'explain', 'continue'),
  fc.array(fences, { maxLength: 40 }).map((parts) => parts.join('')),
);

test('any conversation is answered by one stream with one finish at its end, whose pieces are the whole text', async () => {
  await fc.assert(fc.asyncProperty(fc.array(questions, { maxLength: 5 }), async (texts) => {
    const call = callOf(texts);
    const { events, text, finish } = await answerOf(call);
    assert.equal(events[0]?.type, 'message-start');
    assert.equal(finish.reason.unified, 'stop');
    assert.equal(text, (await answerTo(call, () => Promise.resolve())).text);
    assert.notEqual(text, '');
  }), { numRuns: 120 });
});

test('the same call gives the same events', async () => {
  await fc.assert(fc.asyncProperty(fc.array(questions, { minLength: 1, maxLength: 3 }), async (texts) => {
    assert.deepEqual((await answerOf(callOf(texts))).events, (await answerOf(callOf(texts))).events);
  }), { numRuns: 40 });
});

test('stopped at any point, the answer ends at once as cancelled and nothing more is shown', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 400 }), fc.constantFrom('hello', 'thinking', 'explain\n```js\nlet a = b == c;\n```'), async (stopAfter, question) => {
    const control = new AbortController();
    const seen: StreamEvent[] = [];
    let shownLate = 0;
    if (stopAfter === 0) control.abort();
    for await (const event of createDemoDialect(instantClock).stream(callOf([question], { signal: control.signal }), demoEndpoint)) {
      if (control.signal.aborted && event.type !== 'finish') shownLate++;
      seen.push(event);
      if (seen.length === stopAfter) control.abort();
    }
    const last = seen.at(-1);
    assert.equal(shownLate, 0);
    assert.equal(last?.type === 'finish' && last.reason.unified, control.signal.aborted ? 'cancelled' : 'stop');
    assert.equal(last?.type === 'finish' && last.error?.kind, control.signal.aborted ? 'cancelled' : undefined);
    assert.equal(seen.filter((event) => event.type === 'finish').length, 1);
  }), { numRuns: 60 });
});

test('stopping does not wait for the next piece', async () => {
  const clock = createFakeClock();
  const control = new AbortController();
  const answer = collect(createDemoDialect(clock).stream(callOf(['long'], { signal: control.signal }), demoEndpoint));
  await clock.advance(200);
  control.abort();
  const { finish, text } = await answer;
  assert.equal(finish.reason.unified, 'cancelled');
  assert.ok(text.length > 0 && text.length < 400);
  assert.equal(clock.pending, 0);
});

test('an answer that nobody wants any more leaves no timer behind', async () => {
  const clock = createFakeClock();
  const events = createDemoDialect(clock).stream(callOf(['hello']), demoEndpoint)[Symbol.asyncIterator]();
  await events.next();
  await events.return?.();
  assert.equal(clock.pending, 0);
});

test('it is written at a pace that can be read: forty to sixty small pieces a second', async () => {
  const clock = createFakeClock();
  const times: number[] = [];
  const reading = (async () => {
    for await (const event of createDemoDialect(clock).stream(callOf(['long']), demoEndpoint)) {
      if (event.type !== 'text-delta') continue;
      times.push(clock.now());
      assert.ok(event.text.length <= 20, event.text);
    }
  })();
  await clock.advance(10_000);
  const perSecond = times.length / 10;
  assert.ok(perSecond >= 40 && perSecond <= 60, `${perSecond} pieces a second`);
  assert.ok(Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? 0))) <= 1000 / 40);
  await clock.runAll();
  await reading;
  assert.equal(readingPace.millisecondsPerDelta, 20);
});

test('pieces never cut what a person reads as one character, and together are the text', () => {
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom('👩‍💻👩‍💻👩‍💻👩‍💻', 'e\u0301'.repeat(30), '这是一行没有空格的中文'.repeat(3))), (text) => {
    const pieces = [...piecesOf(text)];
    assert.equal(pieces.join(''), text);
    assert.ok(pieces.every((piece) => piece !== ''));
    const cuts = new Set(Array.from(graphemes.segment(text), ({ index }) => index));
    let at = 0;
    for (const piece of pieces) {
      assert.ok(cuts.has(at), `cut inside a character at ${at}`);
      at += piece.length;
    }
  }));
});

test('it costs nothing, counts no tokens, and says so in the finish', async () => {
  const { finish } = await answerOf(callOf(['hello']));
  assert.deepEqual(finish.cost, { provenance: 'free', amount: 0, currency: 'USD' });
  assert.deepEqual(finish.usage, unknownUsage);
  assert.equal(finish.model, 'demo/tour');
  assert.equal(finish.servedModel, 'demo/tour');
});

test('another model under demo/ is not found, and the error names the one there is', async () => {
  const { events, finish } = await collect(createDemoDialect(instantClock).stream(callOf(['hello'], { model: 'demo/gpt' }), { ...demoEndpoint, model: 'gpt' }));
  assert.equal(events.length, 1);
  assert.equal(finish.reason.unified, 'error');
  assert.equal(finish.error?.kind, 'not-found');
  assert.equal(finish.error.facts.retryable, false);
  assert.match(finish.error.message, /demo\/tour/);
});

test('a limit on the answer ends it early, and continuing gives exactly the rest', async () => {
  const whole = (await answerOf(callOf(['long']))).text;
  const cut = await answerOf(callOf(['long'], { limits: { maxOutputTokens: 40 } }));
  assert.equal(cut.finish.reason.unified, 'length');
  assert.ok(cut.text.length > 0 && cut.text.length < 600);
  const rest = await answerOf(callOf(['long', cut.text, 'continue']));
  assert.equal(cut.text + rest.text, whole);
  const prefilled = await answerOf(callOf(['long', cut.text]));
  assert.equal(cut.text + prefilled.text, whole);
});

test('the provider loads it without a key or an address, and lists its one model', async () => {
  assert.deepEqual(demo.key, { use: 'none' });
  assert.equal(demo.free, true);
  const dialect = await demo.dialects[0].load();
  assert.deepEqual((await dialect.listModels?.(demoEndpoint, new AbortController().signal))?.map(({ name }) => name), demo.models);
});
