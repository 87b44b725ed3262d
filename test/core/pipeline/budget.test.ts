// Budgets at the gate, with the whole client against a server: what is sent, what is asked, what is stopped.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPriceBook } from '../../../src/core/money/price.ts';
import type { Budgets } from '../../../src/core/money/budgets.ts';
import type { Till, Wish } from '../../../src/core/money/budget/till.ts';
import { affordable, costAtMost, worstCase } from '../../../src/core/money/budget/worstCase.ts';
import { collect } from '../../support/collect.ts';
import { callOf, simulatedClient, simulatedPrice } from '../../support/simulatedClient.ts';
import { refusal } from '../../support/simulator/answers.ts';
import { chat } from '../../support/simulator/openaiChatWire.ts';
import { type Answer, startSimulator } from '../../support/simulator/simulator.ts';

/** A till over one drawer, which knows what is put aside and what was spent. */
function drawer() {
  const held = new Map<string, number>();
  const wishes: Wish[] = [];
  let spent = 0;
  const all = (): number => [...held.values()].reduce((sum, amount) => sum + amount, 0);
  const till: Till = {
    reserve(wish) {
      wishes.push(wish);
      const [cap] = wish.caps;
      const left = cap ? cap.limit - spent - all() : Infinity;
      const amount = Math.min(wish.wanted, left);
      if (amount < wish.least) return Promise.resolve({ amount: 0, tightest: cap && { name: cap.name, limit: cap.limit, left } });
      held.set(wish.id, (held.get(wish.id) ?? 0) + amount);
      return Promise.resolve({ amount, tightest: cap && { name: cap.name, limit: cap.limit, left } });
    },
    spent(id, amount) {
      spent += amount;
      held.set(id, Math.max(0, (held.get(id) ?? 0) - amount));
    },
    release: (id) => void held.delete(id),
  };
  return { till, wishes, held: all, spent: () => spent };
}

interface Staged {
  readonly budgets: Partial<Budgets>;
  readonly answer?: Answer;
  readonly ask?: (question: string) => 'go' | 'stop';
  readonly unasked?: true;
  readonly unknownPrice?: true;
  readonly attempts?: number;
  readonly maxOutput?: number;
}

async function run({ budgets, answer = chat({ text: ['Hello'], usage: { prompt_tokens: 100, completion_tokens: 50 } }), ask, unasked, unknownPrice, attempts = 0, maxOutput = 1_000 }: Staged) {
  await using simulator = await startSimulator(answer);
  const safe = drawer();
  const questions: string[] = [];
  const { client, spend } = simulatedClient(`${simulator.url}/v1`, {
    providers: { openai: { baseUrl: `${simulator.url}/v1` }, ollama: { baseUrl: `${simulator.url}/v1` } },
    retry: { attempts },
    ...(unknownPrice && { prices: createPriceBook([]) }),
    budget: {
      budgets: () => ({ onLimit: 'block', alertAt: [], ...budgets }),
      till: safe.till,
      sessionSpent: () => spend.state().total.amount,
      ...(ask && { ask: (question) => { questions.push(question); return Promise.resolve(ask(question)); } }),
    },
  });
  const said = await collect(client(callOf('hi', { limits: { maxOutputTokens: maxOutput }, ...(unasked && { unasked }) })));
  const limits = simulator.requests.map(({ body }) => (body as Record<string, unknown>)['max_completion_tokens'] ?? (body as Record<string, unknown>)['max_tokens']);
  return { ...said, ...safe, questions, limits, again: () => collect(client(callOf('hi', { limits: { maxOutputTokens: maxOutput } }))) };
}

test('without a budget nothing is put aside', async () => {
  const { wishes, finish } = await run({ budgets: {} });
  assert.deepEqual({ wishes, reason: finish.reason.unified }, { wishes: [], reason: 'stop' });
});

test('the most a call can cost is put aside, what it cost is taken, and the rest is given back', async () => {
  const { wishes, held, spent, limits } = await run({ budgets: { day: 5 } });
  assert.equal(wishes.length, 1);
  assert.ok((wishes[0]?.wanted ?? 0) > 0.01 && (wishes[0]?.wanted ?? 1) < 0.011, `${wishes[0]?.wanted}`);
  assert.deepEqual({ held: held(), spent: spent().toFixed(6), limits }, { held: 0, spent: '0.000700', limits: [1_000] });
});

test('what does not fit is stopped before anything is sent, with what is left and what it would take', async () => {
  const { finish, limits, held } = await run({ budgets: { day: 0.001 } });
  assert.equal(finish.error?.kind, 'budget');
  assert.match(finish.error?.message ?? '', /^Today's budget of \$0\.0010 has \$0\.0010 left \(parley\.budgets\.day\)\. This would take up to \$0\.01.*\$0\.0027 for a short answer\./);
  assert.deepEqual({ limits, held: held(), cost: finish.cost.provenance }, { limits: [], held: 0, cost: 'free' });
});

test('a budget for a request, and one of the window, shorten an answer as one of the day does', async () => {
  for (const budgets of [{ perRequest: 0.006 }, { session: 0.006 }, { day: 0.006 }]) {
    const { limits, notices } = await run({ budgets });
    assert.ok(Number(limits[0]) > 500 && Number(limits[0]) < 600, `${JSON.stringify(budgets)} ${String(limits[0])}`);
    assert.match(notices[0] ?? '', /^The answer can be \d+ tokens long at most: .*budget.* pays for no more\.$/);
  }
});

test('a person who is asked decides, and a no sends nothing', async () => {
  const yes = await run({ budgets: { day: 0.001, onLimit: 'ask' }, ask: () => 'go' });
  assert.deepEqual({ reason: yes.finish.reason.unified, limits: yes.limits, questions: yes.questions.length, held: yes.held() }, { reason: 'stop', limits: [1_000], questions: 1, held: 0 });
  const no = await run({ budgets: { day: 0.001, onLimit: 'ask' }, ask: () => 'stop' });
  assert.deepEqual({ kind: no.finish.error?.kind, limits: no.limits }, { kind: 'budget', limits: [] });
  const nobody = await run({ budgets: { day: 0.001, onLimit: 'ask' } });
  assert.deepEqual({ kind: nobody.finish.error?.kind, limits: nobody.limits }, { kind: 'budget', limits: [] });
});

test('about a call that nobody asked for nobody is asked: where a person would have to decide, nothing is sent', async () => {
  for (const staged of [{ budgets: { day: 0.001, onLimit: 'ask' } }, { budgets: { day: 5 }, unknownPrice: true }] as const) {
    const { questions, limits, finish } = await run({ ...staged, unasked: true, ask: () => 'go' });
    assert.deepEqual({ questions, limits, kind: finish.error?.kind }, { questions: [], limits: [], kind: 'budget' });
  }
});

test('another model goes on where that was chosen, and it is said', async () => {
  const { finish, notices, limits } = await run({ budgets: { day: 0.001, onLimit: 'downgrade', downgradeTo: 'ollama/sim-model' } });
  assert.deepEqual({ model: finish.model, reason: finish.reason.unified, sent: limits.length }, { model: 'ollama/sim-model', reason: 'stop', sent: 1 });
  assert.match(notices[0] ?? '', /^ollama\/sim-model answers instead of openai\/sim-model: Today's budget/);
});

test('an unknown price is no price of nothing: it is asked about, once for a model', async () => {
  const nobody = await run({ budgets: { month: 1_000 }, unknownPrice: true });
  assert.deepEqual({ kind: nobody.finish.error?.kind, limits: nobody.limits }, { kind: 'budget', limits: [] });
  const yes = await run({ budgets: { month: 1_000 }, unknownPrice: true, ask: () => 'go' });
  assert.equal(yes.finish.reason.unified, 'stop');
  await yes.again();
  assert.equal(yes.questions.length, 1);
});

test('a server that says more than was put aside is cut off, and what came is kept', async () => {
  const endless = chat({ text: Array.from({ length: 2_000 }, (_, index) => `word${index} `), usage: { prompt_tokens: 100, completion_tokens: 9_000 } });
  const { finish, text, held, spent } = await run({ budgets: { day: 5 }, answer: endless, maxOutput: 300 });
  assert.deepEqual({ kind: finish.error?.kind, reason: finish.reason.unified, held: held() }, { kind: 'budget', reason: 'error', held: 0 });
  assert.match(finish.error?.message ?? '', /stopped after 300 tokens/);
  assert.ok(text.startsWith('word0 word1 ') && text.length < 4_000, `${text.length}`);
  assert.ok(spent() > 0.003, `${spent()}`);
});

test('attempts that cost something and were tried again take no more together than there is', async () => {
  const { limits, finish, held } = await run({ budgets: { day: 5 }, attempts: 2, answer: refusal(503, { error: { message: 'busy' } }) });
  assert.deepEqual({ sent: limits.length, kind: finish.error?.kind === 'budget', held: held() }, { sent: 3, kind: false, held: 0 });
});

test('a call that is called off gives everything back', async () => {
  await using simulator = await startSimulator(() => undefined);
  const safe = drawer();
  const { client } = simulatedClient(`${simulator.url}/v1`, { budget: { budgets: () => ({ day: 5, onLimit: 'block', alertAt: [] }), till: safe.till, sessionSpent: () => 0 } });
  const control = new AbortController();
  const ended = collect(client(callOf('hi', { signal: control.signal })));
  await simulator.request(0);
  assert.ok(safe.held() > 0);
  control.abort();
  assert.equal((await ended).finish.reason.unified, 'cancelled');
  assert.equal(safe.held(), 0);
});

test('the worst case takes the dearest rate of input and output, the long prompt\'s and the tier\'s', () => {
  const entry = { ...simulatedPrice, serviceTiers: { priority: 2 }, periods: [{ rates: { input: 2, cacheWrite5m: 2.5, cacheWrite1h: 4, output: 10, reasoning: 12 }, above: [{ tokens: 1_000, rates: { input: 6, output: 30 } }] }] };
  const short = worstCase({ tokens: 1_000, largest: 100, entry, at: 0 });
  assert.deepEqual(short, { input: 0.004, perOutputToken: 0.000012, largest: 100 });
  assert.deepEqual(worstCase({ tokens: 1_001, largest: 100, entry, at: 0 }), { input: 0.006006, perOutputToken: 0.00003, largest: 100 });
  assert.equal(worstCase({ tokens: 1_000, largest: 100, entry, at: 0, tier: 'priority' })?.input, 0.008);
  assert.equal(worstCase({ tokens: 1, largest: 1, entry, at: 0, tier: 'other' }), undefined);
  assert.ok(short);
  assert.equal(affordable(short, costAtMost(short)), 100);
  assert.equal(affordable(short, 0.004 + 0.000012 * 7), 7);
  assert.equal(affordable(short, 0.003), 0);
});
