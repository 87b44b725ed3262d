// One tokenizer, in a process of its own, so that none pays for another's memory or warming up.

import { contenders, longestWhileReady, now } from './contenders.ts';
import { code, prose, unbroken } from './texts.ts';

/** What is measured of every tokenizer. */
export interface Measured {
  readonly readyMs: number;
  readonly rssMb: number;
  readonly proseMbPerS: number;
  readonly codeMbPerS: number;
  /** Milliseconds for 20,000 bytes without a break. */
  readonly unbrokenMs: number;
  readonly own?: {
    readonly readyHeldMs: number;
    readonly megabyteMs: number;
    readonly heldMs: number;
    readonly perDelta: number;
    readonly perDeltaCode: number;
    readonly perDeltaUnbroken: number;
  };
}

const [name = '', ranks = ''] = process.argv.slice(2);
const before = process.memoryUsage().rss;
const start = now();
const contender = await contenders[name]?.(ranks);
if (!contender) throw new Error(`There is no ${name}.`);
contender.count('first');
const readyMs = now() - start;
const rssMb = (process.memoryUsage().rss - before) / 1e6;

function throughput(text: string): number {
  let best = Infinity;
  for (let round = 0; round < 4; round += 1) {
    const from = now();
    contender?.count(text);
    best = Math.min(best, now() - from);
  }
  return Buffer.byteLength(text) / 1e6 / (best / 1e3);
}

function perDelta(text: string): number {
  const growing = contender?.follow?.();
  if (!growing) return Number.NaN;
  const from = now();
  let deltas = 0;
  for (let at = 0; at < text.length; at += 5, deltas += 1) {
    growing.add(text.slice(at, at + 5));
    growing.total();
  }
  return ((now() - from) * 1e3) / deltas;
}

const proseMbPerS = throughput(prose());
const codeMbPerS = throughput(code());
const from = now();
contender.count('a'.repeat(20_000));
const unbrokenMs = now() - from;

let own: Measured['own'];
if (contender.countSlowly) {
  let [megabyteMs, heldMs] = [0, 0];
  for (const character of Object.values(unbroken)) {
    const text = character.repeat(Math.floor(1e6 / Buffer.byteLength(character)));
    const begun = now();
    contender.count(text);
    megabyteMs = Math.max(megabyteMs, now() - begun);
    heldMs = Math.max(heldMs, (await contender.countSlowly(text)).longest);
  }
  own = {
    readyHeldMs: await longestWhileReady(ranks),
    megabyteMs,
    heldMs,
    perDelta: perDelta(prose().slice(0, 100_000)),
    perDeltaCode: perDelta(code().slice(0, 100_000)),
    perDeltaUnbroken: perDelta('='.repeat(100_000)),
  };
}
const measured: Measured = { readyMs, rssMb, proseMbPerS, codeMbPerS, unbrokenMs, ...(own && { own }) };
process.send?.(measured);
