// The tokenizers that are compared, each loaded as it would be in use.

import { readFile } from 'node:fs/promises';
import { buildEncoding, drain, drive } from '../../../src/core/tokens/encoding/encoding.ts';
import { createIncrementalCount } from '../../../src/core/tokens/incremental.ts';
import { unpackRanks } from '../../../src/core/tokens/ranks/unpack.ts';
import type { SplitterName } from '../../../src/core/tokens/encoding/split.ts';

/** Milliseconds of this thread's own work: others on the machine do not count. */
export function now(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e3;
}

/** A tokenizer that is ready. */
export interface Contender {
  count(text: string): number;
  /** Counts in slices and tells the longest stretch, in milliseconds. */
  countSlowly?(text: string): Promise<{ readonly tokens: number; readonly longest: number }>;
  /** Follows an answer delta by delta. */
  follow?(): { add(delta: string): void; total(): number };
}

export const contenders: Readonly<Record<string, (ranks: string, name?: SplitterName) => Promise<Contender>>> = {
  async parley(ranks, name = 'o200k_base') {
    const encoding = drain(buildEncoding(name, unpackRanks(await readFile(ranks))));
    return {
      count: (text) => encoding.count(text),
      follow: () => createIncrementalCount(encoding),
      async countSlowly(text) {
        let longest = 0;
        let from = now();
        const breathe = async (): Promise<void> => {
          longest = Math.max(longest, now() - from);
          await new Promise((resolve) => {
            setImmediate(resolve);
          });
          from = now();
        };
        const tokens = await encoding.countSlowly(text, { breathe });
        return { tokens, longest: Math.max(longest, now() - from) };
      },
    };
  },
  async tiktoken() {
    const { get_encoding: getEncoding } = await import('tiktoken');
    const encoding = getEncoding('o200k_base');
    return { count: (text) => encoding.encode_ordinary(text).length };
  },
  async 'gpt-tokenizer'() {
    const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
    return { count: (text) => countTokens(text, { disallowedSpecial: new Set() }) };
  },
};

/** The longest that building the tables holds the event loop. */
export async function longestWhileReady(ranks: string): Promise<number> {
  let longest = 0;
  let from = now();
  const packed = unpackRanks(await readFile(ranks));
  await drive(buildEncoding('o200k_base', packed), async () => {
    longest = Math.max(longest, now() - from);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    from = now();
  });
  return longest;
}
