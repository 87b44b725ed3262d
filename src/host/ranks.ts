// Brings the packed token ranks that lie beside the bundle.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RankSource } from '../core/tokens/ranks/rankSource.ts';

/** The folder of the packed ranks inside `dist`. */
export const ranksFolder = 'ranks';

/** Reads from a folder of `<encoding>.bin`. */
export function createRankSource(folder: string): RankSource {
  return (name) => readFile(join(folder, `${name}.bin`));
}
