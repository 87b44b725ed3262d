// The port through which a packed vocabulary comes: the engine cannot read files.

import type { SplitterName } from '../encoding/split.ts';

/** Brings the packed ranks of an encoding. Rejects where there are none. */
export type RankSource = (name: SplitterName) => Promise<Uint8Array>;

/** The encodings that are shipped. */
export const encodingNames: readonly SplitterName[] = ['o200k_base', 'cl100k_base'];
