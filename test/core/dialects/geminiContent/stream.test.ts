// What comes out for what Gemini sends when all goes well.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assemble } from '../../../../src/core/model/assemble.ts';
import { collect } from '../../../support/collect.ts';
import { eventStream } from '../../../support/simulator/answers.ts';
import { candidate, chunk, geminiContentWire } from '../../../support/simulator/geminiContentWire.ts';
import { startSimulator } from '../../../support/simulator/simulator.ts';
import { askGemini, geminiCall, geminiClient } from './support/askGemini.ts';

const stop = { finishReason: 'STOP' };

/** A stream as a 3.x model sends it: thoughts, text, and a last part without text that only carries a signature. */
const recorded = [
  chunk(candidate([{ text: '**Weighing the greeting**\n\n', thought: true }], {}, { usageMetadata: { promptTokenCount: 8, totalTokenCount: 12, promptTokensDetails: [{ modality: 'TEXT', tokenCount: 8 }], thoughtsTokenCount: 4 } })),
  chunk(candidate([{ text: 'Hel' }], {}, { usageMetadata: { promptTokenCount: 8, candidatesTokenCount: 1, totalTokenCount: 13, thoughtsTokenCount: 4 } })),
  chunk(candidate([{ text: 'lo, wörld 🎈' }], {}, { usageMetadata: { promptTokenCount: 8, candidatesTokenCount: 5, totalTokenCount: 17, thoughtsTokenCount: 4 } })),
  chunk(candidate([{ text: '', thoughtSignature: 'EoQBCoEB+x==' }], stop, { usageMetadata: { promptTokenCount: 8, candidatesTokenCount: 5, totalTokenCount: 17, thoughtsTokenCount: 4 } })),
];

test('thoughts, text, usage, names and the end arrive whole', async () => {
  const { text, thinking, finish, events } = await askGemini(eventStream(recorded));
  assert.equal(text, 'Hello, wörld 🎈');
  assert.equal(thinking, '**Weighing the greeting**\n\n');
  assert.deepEqual(finish.reason, { unified: 'stop', raw: 'STOP' });
  assert.deepEqual(finish.usage.input, { fresh: 8, cacheRead: undefined, cacheWrite5m: undefined, cacheWrite1h: undefined });
  assert.deepEqual(finish.usage.output, { text: 5, reasoning: 4 });
  assert.deepEqual(finish.usage.raw, { promptTokenCount: 8, candidatesTokenCount: 5, totalTokenCount: 17, thoughtsTokenCount: 4 });
  assert.equal(finish.servedModel, 'sim-model');
  assert.equal(finish.responseId, 'resp-Sim_1');
  const types = events.map(({ type }) => type);
  // How much comes at once is the network's affair; what comes first, and last, is not.
  const order = (['message-start', 'thinking-delta', 'text-delta', 'finish'] as const).map((type) => types.indexOf(type));
  assert.deepEqual(order, order.toSorted((a, b) => a - b));
  assert.ok(order.every((place) => place >= 0) && types.includes('usage'));
});

test('the same answer comes out wherever the network cuts the bytes', async () => {
  const call = { functionCall: { name: 'clock', args: { zone: 'naïve 日本 \u2028' } }, thoughtSignature: 'c2ln' };
  const bytes = Buffer.from([': keep-alive\r\n\r\n', ...recorded.slice(0, 3), chunk(candidate([call])), recorded[3] ?? ''].join(''));
  await using simulator = await startSimulator(eventStream([bytes]));
  const client = geminiClient({ baseUrl: simulator.url });
  const whole = await collect(client(geminiCall()));
  assert.deepEqual(whole.toolCalls.map(({ arguments: given }) => given), [{ zone: 'naïve 日本 \u2028' }]);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 14 }), async (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      simulator.script(eventStream(places.slice(1).map((end, index) => bytes.subarray(places[index], end))));
      const { events, finish } = await collect(client(geminiCall()));
      assert.deepEqual([assemble(events), finish], [assemble(whole.events), whole.finish]);
    }),
    { numRuns: 60 },
  );
});

test('every word for the end has its meaning', async () => {
  const cases = {
    STOP: 'stop', MAX_TOKENS: 'length', CONTINUATION: 'pause',
    SAFETY: 'content-filter', RECITATION: 'content-filter', BLOCKLIST: 'content-filter', PROHIBITED_CONTENT: 'content-filter', SPII: 'content-filter', IMAGE_SAFETY: 'content-filter',
  } as const;
  for (const [raw, unified] of Object.entries(cases)) {
    const { finish } = await askGemini(eventStream([chunk(candidate([{ text: 'a' }], { finishReason: raw }))]));
    assert.deepEqual(finish.reason, { unified, raw });
    assert.equal(finish.error, undefined);
  }
});

test('an end that is none is an error with the vendor\'s own words', async () => {
  for (const raw of ['MALFORMED_FUNCTION_CALL', 'UNEXPECTED_TOOL_CALL', 'TOO_MANY_TOOL_CALLS', 'MALFORMED_RESPONSE']) {
    const { finish } = await askGemini(eventStream([chunk(candidate([], { finishReason: raw, finishMessage: 'Malformed function call: print(clock())' }))]));
    assert.deepEqual(finish.reason, { unified: 'error', raw });
    assert.equal(finish.error?.kind, 'bad-response');
    assert.match(finish.error?.message ?? '', /print\(clock\(\)\)/);
  }
  for (const raw of ['LANGUAGE', 'OTHER', 'SOMETHING_NEW', 'constructor']) {
    assert.equal((await askGemini(eventStream([chunk(candidate([{ text: 'a' }], { finishReason: raw }))]))).finish.reason.unified, 'error', raw);
  }
});

test('a blocked prompt is a content filter that says why, and its usage counts', async () => {
  const { finish, text } = await askGemini(eventStream([chunk({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: { promptTokenCount: 9, totalTokenCount: 9 }, modelVersion: 'm' })]));
  assert.equal(text, '');
  assert.deepEqual(finish.reason, { unified: 'content-filter', raw: 'PROHIBITED_CONTENT' });
  assert.equal(finish.error?.kind, 'content-filter');
  assert.match(finish.error?.message ?? '', /PROHIBITED_CONTENT/);
  assert.equal(finish.usage.input.fresh, 9);
});

test('servers that name an end in every chunk are read to their last one', async () => {
  const { text, finish } = await askGemini(eventStream([chunk(candidate([{ text: 'a' }], stop)), chunk(candidate([{ text: 'b' }], { finishReason: 'FINISH_REASON_UNSPECIFIED' })), chunk(candidate([{ text: 'c' }], { finishReason: 'MAX_TOKENS' }))]));
  assert.equal(text, 'abc');
  assert.equal(finish.reason.raw, 'MAX_TOKENS');
});

test('images in an answer are left out, and that is said once', async () => {
  const image = { inlineData: { mimeType: 'image/png', data: 'AAAA' } };
  const { text, notices } = await askGemini(eventStream([chunk(candidate([{ text: 'see ' }, image])), chunk(candidate([image, { text: 'this' }], stop))]));
  assert.equal(text, 'see this');
  assert.equal(notices.length, 1);
});

test('of candidates side by side the first is told, whether they share chunks or not', async () => {
  const second = { content: { parts: [{ text: 'yours' }] }, index: 1 };
  const { text, finish } = await askGemini(eventStream([
    chunk(candidate([{ text: 'mi' }])),
    chunk({ candidates: [{ ...second, finishReason: 'MAX_TOKENS' }] }),
    chunk({ candidates: [second, { content: { parts: [{ text: 'ne' }] }, index: 0, ...stop }] }),
  ]));
  assert.deepEqual([text, finish.reason], ['mine', { unified: 'stop', raw: 'STOP' }]);
});

test('chunks of other shapes do no harm', async () => {
  const odd = [{}, { candidates: [] }, { candidates: [null] }, { candidates: [{ content: {} }] }, { candidates: [{ content: { parts: [null, 7, { text: null }, { executableCode: { code: '1' } }] } }] }, { candidates: 3, usageMetadata: 'none' }];
  const { text, finish } = await askGemini(eventStream([...odd.map(chunk), 'data: [DONE]\n\n', `data: ${JSON.stringify([candidate([{ text: 'ok' }], stop)])}\n\n`]));
  assert.equal(text, 'ok');
  assert.equal(finish.reason.unified, 'stop');
});

test('the wire of the simulator says what the dialect understands', async () => {
  const script = { thinking: ['hm'], text: ['a', 'b'], toolCalls: [{ id: 'c1', name: 'clock', pieces: ['{"z":', '1}'] }] };
  const { text, thinking, toolCalls } = await askGemini(eventStream(geminiContentWire.events(script)));
  assert.deepEqual([text, thinking, toolCalls], ['ab', 'hm', [{ id: 'c1', name: 'clock', arguments: { z: 1 } }]]);
});
