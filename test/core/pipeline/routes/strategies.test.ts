// In which order a route asks, who is in it, and what its parts add up to.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { free, type Money, unknownMoney } from '../../../../src/core/model/money.ts';
import { modelsOf, planOf, type RoutesSettings } from '../../../../src/core/pipeline/routes/plan.ts';
import { strategies } from '../../../../src/core/pipeline/routes/strategies.ts';
import type { RouteFacts, StrategyName } from '../../../../src/core/pipeline/routes/strategy.ts';
import { sumMoney } from '../../../../src/core/pipeline/routes/sum.ts';
import { createTraffic } from '../../../../src/core/pipeline/routes/traffic.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';

const nothing: RouteFacts = { turn: 0, random: () => 0, running: () => 0, latency: () => undefined, cost: () => undefined };
const three = ['v/a', 'v/b', 'v/c'].map((model) => ({ model, weight: 1 }));
const orderOf = (name: StrategyName, facts: Partial<RouteFacts>, candidates = three) => strategies[name](candidates, { ...nothing, ...facts }).map(({ model }) => model.slice(2)).join('');

test('each strategy asks first whom it should', () => {
  assert.equal(orderOf('ordered', { turn: 5 }), 'abc');
  assert.deepEqual([0, 1, 2, 3].map((turn) => orderOf('round-robin', { turn })), ['abc', 'bca', 'cab', 'abc']);
  assert.equal(orderOf('least-busy', { running: (model) => ({ 'v/a': 2, 'v/b': 1 })[model] ?? 1 }), 'bca');
  assert.equal(orderOf('lowest-latency', { latency: (model) => ({ 'v/a': 900, 'v/b': 300 })[model] }), 'cba', 'one that nobody knows is tried');
  assert.equal(orderOf('lowest-cost', { cost: (model) => ({ 'v/a': 0.2, 'v/c': 0 })[model] }), 'cab', 'an unknown price is none to count on');
});

test('weights are shares, and 0 is a last resort', () => {
  const weighted = [{ model: 'v/a', weight: 3 }, { model: 'v/b', weight: 1 }, { model: 'v/c', weight: 0 }];
  const first = (point: number) => orderOf('weighted', { random: () => point }, weighted)[0];
  assert.deepEqual([0, 0.5, 0.74, 0.76, 0.999].map(first), ['a', 'a', 'a', 'b', 'b']);
  assert.equal(orderOf('weighted', { random: () => 0.999 }, weighted).at(-1), 'c');
});

test('whatever a strategy goes by, it leaves nobody out', () => {
  const facts = fc.record({ turn: fc.nat(), point: fc.double({ min: 0, max: 0.999, noNaN: true }), figures: fc.array(fc.option(fc.nat(5), { nil: undefined }), { minLength: 6, maxLength: 6 }) });
  const some = fc.array(fc.record({ model: fc.constantFrom('v/0', 'v/1', 'v/2', 'v/3', 'v/4', 'v/5'), weight: fc.nat(3) }), { minLength: 1, maxLength: 6 });
  fc.assert(fc.property(fc.constantFrom(...Object.keys(strategies) as StrategyName[]), some, facts, (name, candidates, { turn, point, figures }) => {
    const figure = (model: string) => figures[Number(model.slice(2))];
    const asked = strategies[name](candidates, { turn, random: () => point, running: (model) => figure(model) ?? 0, latency: figure, cost: figure });
    assert.deepEqual(asked.map(({ model }) => model).toSorted(), candidates.map(({ model }) => model).toSorted());
  }));
});

test('a route that cannot be used says why, and what there is', () => {
  const routes: RoutesSettings = {
    good: { models: ['v/a', { model: 'v/b', weight: 2 }], strategy: 'ordered', contextOverflow: ['v/long'], contentFilter: ['v/a', 'v/mild'] },
    nested: { models: ['v/a'], strategy: 'ordered', contentFilter: ['route/good'] },
    loop: { models: ['route/loop'], strategy: 'ordered' },
  };
  assert.deepEqual(modelsOf('route/good', routes), ['v/a', 'v/b', 'v/long', 'v/mild']);
  assert.deepEqual([modelsOf('v/x', routes), modelsOf('route/nested', routes)], [['v/x'], ['route/nested']]);
  assert.throws(() => planOf('route/none', routes), { message: 'There is no route "none". Known ones: good, nested, loop.' });
  assert.throws(() => planOf('route/toString', {}), { message: 'There is no route "toString". None is set in parley.routes.' });
  assert.throws(() => planOf('route/nested', routes), { message: 'The route "nested" leads to another route, "route/good". Name models in parley.routes.nested: routes cannot be nested.' });
  assert.throws(() => planOf('route/loop', routes), { message: 'The route "loop" leads to itself. Name models in parley.routes.loop.' });
});

test('what is seen of models: who is busy, who begins soon, and who failed; old news is none', async () => {
  const clock = createFakeClock();
  const traffic = createTraffic(clock);
  const one = traffic.begin('v/a');
  const other = traffic.begin('v/a');
  assert.equal(traffic.running('v/a'), 2);
  await clock.advance(400);
  one.began();
  one.began();
  assert.equal(traffic.latency('v/a'), 400);
  other.failed();
  one.ended();
  other.ended();
  assert.deepEqual([traffic.running('v/a'), (traffic.latency('v/a') ?? 0) > 10_000], [0, true]);
  await clock.advance(11 * 60_000);
  assert.equal(traffic.latency('v/a'), undefined);
});

test('a sum of money is as well known as the least known of its parts', () => {
  const usd = (amount: number, provenance: 'reported' | 'computed' | 'estimated' = 'computed'): Money => ({ provenance, amount, currency: 'USD' });
  const entry: Money = { provenance: 'computed', amount: 3, currency: 'USD', entry: 'e' };
  assert.deepEqual(sumMoney([free, entry]), entry);
  assert.deepEqual(sumMoney([free, free]), free);
  assert.deepEqual(sumMoney([usd(1), usd(2)]), usd(3));
  assert.deepEqual(sumMoney([usd(1), usd(2, 'estimated')]), usd(3, 'estimated'));
  assert.deepEqual(sumMoney([usd(1, 'reported'), usd(2)]), usd(3));
  assert.deepEqual(sumMoney([usd(1), unknownMoney]), { ...unknownMoney, atLeast: 1 });
  assert.deepEqual(sumMoney([]), unknownMoney);
});
