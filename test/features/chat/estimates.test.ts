// The plan of a question that was not sent yet: what it says, and when it is made.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../../../src/core/model/call.ts';
import { textMessage } from '../../../src/core/model/message.ts';
import type { ModelInfo } from '../../../src/core/model/modelInfo.ts';
import { createPriceBook } from '../../../src/core/money/price.ts';
import { type EstimatePorts, createEstimates } from '../../../src/features/chat/estimates.ts';
import { estimateView } from '../../../src/features/chat/estimateView.ts';
import type { EstimateView } from '../../../src/shared/protocol.ts';
import { createFakeClock } from '../../support/fakeClock.ts';

const entry = (model: string, input: number, output: number) => ({ model, periods: [{ rates: { input, output, cacheRead: input / 10 } }], source: 'a list', asOf: '2026-09-23' });
const prices = createPriceBook([entry('openai/big', 2, 10), entry('openai/small', 0.2, 1)]);
const info: ModelInfo = { contextWindow: 20_000, maxOutput: 4_000 };

function stage(more: Partial<EstimatePorts> = {}) {
  const clock = createFakeClock();
  const told: (EstimateView | null)[] = [];
  const planned: string[] = [];
  const ports: EstimatePorts = {
    preview(text): Call {
      planned.push(text);
      return { model: 'openai/big', messages: [textMessage('user', text)], task: 'chat', signal: new AbortController().signal };
    },
    tokens: { ready: () => Promise.resolve(), prompt: () => ({ total: 5_000, exact: true, parts: [{ kind: 'system', label: '', tokens: 1_000 }, { kind: 'history', label: '', tokens: 3_000 }, { kind: 'attachment', label: 'a.ts', tokens: 600 }, { kind: 'text', label: '', tokens: 400 }] }) },
    prices,
    usual: { expected: () => 500 },
    describe: () => info,
    isFree: (model) => model.startsWith('demo/'),
    favourites: () => Promise.resolve(['openai/big', 'openai/small', 'mistral/unknown', 'demo/tour']),
    clock,
    ...more,
  };
  return { clock, told, planned, estimates: createEstimates(ports, (estimate) => told.push(estimate)) };
}

test('it says tokens by part, share, a range of cost, what a hit saves, and what others cost', async () => {
  const { clock, told, estimates } = stage();
  estimates.refresh('Why?');
  await clock.runAll();
  const [view] = told;
  assert.ok(view);
  assert.deepEqual([view.tokens, view.share, view.level, view.cost], ['5,000 tokens', '25 % of 20k', 'fine', '~$0.0150 to $0.0500']);
  assert.deepEqual(view.parts, [{ label: 'System prompt', tokens: '1,000' }, { label: 'Conversation so far', tokens: '3,000' }, { label: 'Attachment: a.ts', tokens: '600' }, { label: 'Your message', tokens: '400' }]);
  assert.deepEqual(view.notes, ['$0.015 for an answer of 500 tokens, as they usually are; $0.0500 for the longest of 4.0k.', 'If the vendor still has the conversation so far in its cache, it costs $0.0072 less.']);
  assert.deepEqual(view.others, [{ model: 'openai/small', cost: '~$0.0015 to $0.0050' }]);
});

test('quick typing makes one plan, of the last text; an empty composer has none', async () => {
  const { clock, told, planned, estimates } = stage();
  for (const text of ['W', 'Wh', 'Why', 'Why?']) estimates.refresh(text);
  await clock.runAll();
  assert.deepEqual(planned, ['Why?']);
  assert.equal(told.length, 1);
  estimates.refresh('  ');
  await clock.runAll();
  assert.equal(told.at(-1), null);
});

test('a plan that comes late is not told over a newer one', async () => {
  let release: (models: readonly string[]) => void = () => {};
  const slow = new Promise<readonly string[]>((resolve) => (release = resolve));
  let first = true;
  const { clock, told, planned, estimates } = stage({ favourites: () => (first ? ((first = false), slow) : Promise.resolve([])) });
  estimates.refresh('old');
  await clock.runAll();
  estimates.refresh('new');
  await clock.runAll();
  release([]);
  await clock.settle();
  assert.deepEqual(planned, ['old', 'new']);
  assert.equal(told.length, 1);
});

test('an unknown price is said, never shown as nothing; what is free is free; too much is too much', () => {
  const count = { total: 25_000, exact: false, parts: [] };
  const view = estimateView({ count, info, expectedOutput: 500, forecast: undefined, free: false, leftOut: [], others: [] });
  assert.deepEqual([view.tokens, view.cost, view.level], ['~25k tokens', undefined, 'over']);
  assert.match(view.notes.join('\n'), /more than the model can read[^]*estimate that learns[^]*no price for this model/);
  assert.equal(estimateView({ count, info: {}, expectedOutput: 500, forecast: undefined, free: true, leftOut: [], others: [] }).cost, 'free');
});

test('instructions are counted from the first plan on, and what is left out of them is said', async () => {
  let known = false;
  const { clock, told, planned, estimates } = stage({
    prompts: {
      async prepared() {
        await Promise.resolve();
        known = true;
      },
      notes: (text) => Promise.resolve(['AGENTS.md is cut.', `About ${text}`]),
    },
    preview(text): Call {
      assert.ok(known, 'asked for before the instructions were known');
      planned.push(text);
      return { model: 'openai/big', messages: [textMessage('user', text)], task: 'chat', signal: new AbortController().signal };
    },
  });
  estimates.refresh('Why?');
  await clock.runAll();
  assert.equal(planned.length, 1);
  assert.deepEqual(told[0]?.notes.slice(0, 2), ['AGENTS.md is cut.', 'About Why?']);
});
