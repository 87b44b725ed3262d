// The encodings that were asked for: loaded once, in the background, in slices.

import type { Breathe, Encoding } from './encoding/encoding.ts';
import type { SplitterName } from './encoding/split.ts';
import type { RankSource } from './ranks/rankSource.ts';

export interface Encodings {
  /** The encoding when it is there; undefined while it is not. Asking loads it. */
  get(name: SplitterName): Encoding | undefined;
  /** Resolves when loading ended, well or not. */
  ready(name: SplitterName): Promise<void>;
}

export interface EncodingsPorts {
  readonly ranks: RankSource;
  readonly onLoaded: (name: SplitterName) => void;
  readonly onFailed: (name: SplitterName, failure: unknown) => void;
  readonly breathe?: Breathe;
}

export function createEncodings({ ranks, onLoaded, onFailed, breathe }: EncodingsPorts): Encodings {
  const loaded = new Map<SplitterName, Encoding>();
  const loading = new Map<SplitterName, Promise<void>>();

  async function load(name: SplitterName): Promise<void> {
    try {
      const [packed, { buildEncoding, drive }, { unpackRanks }] = await Promise.all([ranks(name), import('./encoding/encoding.ts'), import('./ranks/unpack.ts')]);
      loaded.set(name, await drive(buildEncoding(name, unpackRanks(packed)), breathe));
    } catch (failure) {
      // Guesses go on without it. It is not tried again: what is not there does not come by asking for each word.
      onFailed(name, failure);
      return;
    }
    onLoaded(name);
  }

  function ready(name: SplitterName): Promise<void> {
    const known = loading.get(name) ?? load(name);
    loading.set(name, known);
    return known;
  }

  return {
    ready,
    get(name) {
      const encoding = loaded.get(name);
      if (!encoding) void ready(name);
      return encoding;
    },
  };
}
