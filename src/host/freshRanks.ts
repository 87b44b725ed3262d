// Packed token ranks where nothing was built: packs them once from the reference's data and keeps them where a build would.

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { packVocabulary } from '../core/tokens/ranks/pack.ts';
import type { RankSource } from '../core/tokens/ranks/rankSource.ts';
import { createRankSource } from './ranks.ts';

/** Like `createRankSource`, for a checkout. */
export function createFreshRankSource(folder: string): RankSource {
  const built = createRankSource(folder);
  return (name) => built(name).catch(async () => {
    const path = createRequire(import.meta.url).resolve(`tiktoken/encoders/${name}.json`);
    const { bpe_ranks: text } = JSON.parse(await readFile(path, 'utf8')) as { bpe_ranks: string };
    const packed = packVocabulary(text);
    await keep(join(folder, `${name}.bin`), packed).catch(() => undefined);
    return packed;
  });
}

/** Whole or not at all, as others may be reading or writing it right now. */
async function keep(path: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}
