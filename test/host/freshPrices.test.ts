// Prices from an address of the user's: fetched in the background, kept with their day, asked for once a day.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { silentLog } from '../../src/core/base/log.ts';
import { createFreshPrices, type FreshPrices } from '../../src/host/freshPrices.ts';
import { createFakeClock, type FakeClock } from '../support/fakeClock.ts';
import { body, silence } from '../support/simulator/answers.ts';
import { startSimulator } from '../support/simulator/simulator.ts';

const list = { version: 1, sources: { x: { name: 'A list', date: '2026-12-01' } }, models: [{ id: 'openai/gpt-6-sol', prices: [{ rates: { input: 1, output: 5 } }], from: { prices: 'x' } }] };
const day = 24 * 60 * 60_000;

interface Kept {
  readonly path: string;
  readonly clock: FakeClock;
  /** Another window, with its own memory. */
  readonly open: (address: string) => { readonly prices: FreshPrices; readonly fetched: Promise<void>; readonly failed: Promise<string> };
}

async function inFolder(play: (kept: Kept) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-prices-'));
  const path = join(folder, 'deep', 'prices.json');
  const clock = createFakeClock(Date.parse('2026-12-02T10:00:00Z'));
  try {
    await play({
      path,
      clock,
      open(address) {
        const fetched = Promise.withResolvers<void>();
        const failed = Promise.withResolvers<string>();
        const log = { ...silentLog, warn: (_text: string, facts?: object) => failed.resolve(JSON.stringify(facts)) };
        return { prices: createFreshPrices({ path, address: () => address, fetch: globalThis.fetch, clock, log, onDidFetch: fetched.resolve }), fetched: fetched.promise, failed: failed.promise };
      },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('without an address nothing is asked', () => inFolder(async ({ open }) => {
  assert.equal(await open(' ').prices.load(), undefined);
}));

test('what was fetched is there the next time, with its day, and is asked for again a day later', () => inFolder(async ({ open, clock }) => {
  await using simulator = await startSimulator(body(200, 'application/json', JSON.stringify(list)));
  const first = open(simulator.url);
  assert.equal(await first.prices.load(), undefined);
  await first.fetched;
  assert.deepEqual(await first.prices.load(), { file: list, origin: `127.0.0.1:${simulator.port}, fetched 2026-12-02` });
  const second = open(simulator.url);
  assert.ok(await second.prices.load());
  assert.equal(simulator.requests.length, 1);
  await clock.advance(day + 1);
  assert.ok(await second.prices.load());
  await second.fetched;
  assert.equal(simulator.requests.length, 2);
}));

test('a list of another address is not used', () => inFolder(async ({ open }) => {
  await using simulator = await startSimulator(body(200, 'application/json', JSON.stringify(list)));
  const first = open(simulator.url);
  await first.prices.load();
  await first.fetched;
  const elsewhere = open(`${simulator.url}/other`);
  assert.equal(await elsewhere.prices.load(), undefined);
  await elsewhere.fetched;
}));

test('a bad answer leaves what was kept, and is not asked for again at once', () => inFolder(async ({ open, path, clock }) => {
  await using simulator = await startSimulator(body(200, 'application/json', JSON.stringify(list)), body(200, 'application/json', '{"version":1}'));
  const first = open(simulator.url);
  await first.prices.load();
  await first.fetched;
  const before = await readFile(path, 'utf8');
  await clock.advance(day + 1);
  assert.ok(await first.prices.load());
  assert.match(await first.failed, /not a price list/);
  assert.ok(await first.prices.load());
  assert.equal(await readFile(path, 'utf8'), before);
  assert.equal(simulator.requests.length, 2);
}));

test('a kept file that was touched is not believed', () => inFolder(async ({ open, path }) => {
  await using simulator = await startSimulator(body(200, 'application/json', JSON.stringify(list)), silence);
  const first = open(simulator.url);
  await first.prices.load();
  await first.fetched;
  const kept = await readFile(path, 'utf8');
  for (const touched of ['', '{', kept.replace('\\"input\\":1', '\\"input\\":-1')]) {
    assert.notEqual(touched, kept);
    await writeFile(path, touched);
    const { prices } = open(simulator.url);
    assert.equal(await prices.load(), undefined);
    prices.dispose();
  }
}));

test('a server that never answers is given up', () => inFolder(async ({ open, clock }) => {
  await using simulator = await startSimulator(silence);
  const { prices, failed } = open(simulator.url);
  assert.equal(await prices.load(), undefined);
  await simulator.request(0);
  await clock.advance(30_000);
  assert.match(await failed, /could not be fetched/);
  prices.dispose();
}));
