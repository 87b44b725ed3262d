// Packed ranks come from the folder beside the bundle, and in a checkout are packed once when nothing was built.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { unpackRanks } from '../../src/core/tokens/ranks/unpack.ts';
import { createFreshRankSource } from '../../src/host/freshRanks.ts';
import { createRankSource } from '../../src/host/ranks.ts';

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-ranks-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('where nothing was built, ranks are packed, kept whole and read the next time', async () => {
  await inFolder(async (home) => {
    const folder = join(home, 'dist/ranks');
    await assert.rejects(createRankSource(folder)('cl100k_base'), { code: 'ENOENT' });
    const fresh = createFreshRankSource(folder);
    const [packed, again] = await Promise.all([fresh('cl100k_base'), fresh('cl100k_base')]);
    assert.equal(unpackRanks(packed).starts.length - 1, 100_256);
    assert.ok(Buffer.from(again).equals(packed));
    assert.deepEqual(await readdir(folder), ['cl100k_base.bin']);
    assert.ok((await createRankSource(folder)('cl100k_base') as Buffer).equals(packed));
    await writeFile(join(folder, 'cl100k_base.bin'), 'kept');
    assert.equal((await fresh('cl100k_base')).length, 4, 'what is there is not packed again');
  });
});

test('a folder that cannot be written to costs nothing but the time', async () => {
  await inFolder(async (home) => {
    await writeFile(join(home, 'file'), '');
    const packed = await createFreshRankSource(join(home, 'file', 'ranks'))('cl100k_base');
    assert.ok(packed.length > 700_000);
    assert.equal((await readFile(join(home, 'file'))).length, 0);
  });
});
