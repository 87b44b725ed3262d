// Counting tokens, against tiktoken and gpt-tokenizer; each in fresh processes. `PARLEY_STRINGS=n` compares n random strings with tiktoken instead.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { createFreshRankSource } from '../../src/host/freshRanks.ts';
import { checkout } from '../vscode/support/paths.ts';
import { type Figure, median, rounded } from './figure.ts';
import type { Measured } from './tokens/measure.ts';
import { compareRandomStrings } from './tokens/randomStrings.ts';

const rounds = 3;
const names = ['parley', 'tiktoken', 'gpt-tokenizer'] as const;
const goals = { ready: 80, rss: 20, held: 50, megabyte: 1_000, delta: 5 };

export async function* figures(): AsyncIterable<Figure> {
  const strings = Number(process.env['PARLEY_STRINGS'] ?? 0);
  if (strings > 0) {
    yield* compareRandomStrings(strings);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'parley-tokens-'));
  try {
    const ranks = join(folder, 'ranks');
    await createFreshRankSource(ranks)('o200k_base');
    // Bundled, as it is shipped; the others stay packages, found from the checkout.
    const measure = join(checkout, 'node_modules', `.parley-bench-${process.pid}.mjs`);
    await esbuild.build({ entryPoints: [join(import.meta.dirname, 'tokens/measure.ts')], outfile: measure, bundle: true, splitting: false, platform: 'node', format: 'esm', external: ['tiktoken', 'gpt-tokenizer'], define: { 'import.meta.dirname': JSON.stringify(join(checkout, 'test/vscode/support')) } });
    try {
      yield* compare(measure, join(ranks, 'o200k_base.bin'));
    } finally {
      await rm(measure);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function* compare(measure: string, ranks: string): AsyncIterable<Figure> {
  const all: Record<(typeof names)[number], Measured[]> = { 'parley': [], 'tiktoken': [], 'gpt-tokenizer': [] };
  for (let round = 0; round < rounds; round += 1) for (const name of names) all[name].push(await inFreshProcess(measure, name, ranks));
  const of = (name: (typeof names)[number], figure: (measured: Measured) => number): number => median(all[name].map(figure));
  const shared: readonly (readonly [name: string, unit: string, figure: (measured: Measured) => number])[] = [
    ['tokens: ready', 'ms', ({ readyMs }) => readyMs],
    ['tokens: memory', 'MB', ({ rssMb }) => rssMb],
    ['tokens: prose', 'MB/s', ({ proseMbPerS }) => proseMbPerS],
    ['tokens: code', 'MB/s', ({ codeMbPerS }) => codeMbPerS],
    ['tokens: 20,000 letters without a break', 'ms', ({ unbrokenMs }) => unbrokenMs],
  ];
  for (const [name, unit, figure] of shared) {
    for (const peer of ['tiktoken', 'gpt-tokenizer'] as const) yield { name, value: rounded(of('parley', figure)), unit, peer, ratio: rounded(of('parley', figure) / of(peer, figure)) };
  }
  const own: readonly (readonly [name: string, unit: string, goal: number, figure: (measured: Measured) => number])[] = [
    ['tokens: ready', 'ms', goals.ready, ({ readyMs }) => readyMs],
    ['tokens: memory', 'MB', goals.rss, ({ rssMb }) => rssMb],
    ['tokens: event loop held while loading', 'ms', goals.held, ({ own: found }) => found?.readyHeldMs ?? Number.NaN],
    ['tokens: 1 MB of one character, the slowest', 'ms', goals.megabyte, ({ own: found }) => found?.megabyteMs ?? Number.NaN],
    ['tokens: event loop held by it, in slices', 'ms', goals.held, ({ own: found }) => found?.heldMs ?? Number.NaN],
    ['tokens: per delta, prose', 'us', goals.delta, ({ own: found }) => found?.perDelta ?? Number.NaN],
    ['tokens: per delta, code', 'us', goals.delta, ({ own: found }) => found?.perDeltaCode ?? Number.NaN],
    ['tokens: per delta, 100,000 signs without a break', 'us', 100, ({ own: found }) => found?.perDeltaUnbroken ?? Number.NaN],
  ];
  for (const [name, unit, goal, figure] of own) yield { name, value: rounded(of('parley', figure)), unit, peer: `goal ${goal}`, ratio: rounded(of('parley', figure) / goal) };
}

async function inFreshProcess(measure: string, name: string, ranks: string): Promise<Measured> {
  const child = fork(measure, [name, ranks]);
  const answer = Promise.race([once(child, 'message'), once(child, 'exit').then(([code]) => Promise.reject(new Error(`${name} ended with ${String(code)}.`)))]);
  const [measured] = (await answer) as [Measured];
  return measured;
}
