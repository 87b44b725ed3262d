// A key from a command of the user's own: what it prints is the key, and what goes wrong is said without showing it.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { LlmError } from '../../src/core/model/llmError.ts';
import { createKeyCommands } from '../../src/host/keyCommand.ts';

const wanted = (command: string) => ({ setting: 'parley.providers.openai.apiKeyCommand', provider: 'openai', command });
const prints = (text: string) => `"${process.execPath}" -e "process.stdout.write(Buffer.from('${Buffer.from(text).toString('hex')}', 'hex'))"`;

test('what the command prints is the key, without the line break behind it', async () => {
  assert.equal(await createKeyCommands()(wanted(prints('sk-from-a-vault\n'))), 'sk-from-a-vault');
});

test('several questions run it once; after ten minutes it runs again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-key-'));
  try {
    const runs = join(folder, 'runs');
    const command = `"${process.execPath}" -e "require('fs').appendFileSync('${runs}', 'x'); console.log('key')"`;
    let time = 0;
    const run = createKeyCommands(() => time);
    assert.deepEqual(await Promise.all([run(wanted(command)), run(wanted(command))]), ['key', 'key']);
    time = 599_999;
    await run(wanted(command));
    assert.equal(await readFile(runs, 'utf8'), 'x');
    time = 600_000;
    await run(wanted(command));
    assert.equal(await readFile(runs, 'utf8'), 'xx');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a command that gives no key says which setting and why, is tried again, and nothing it printed is shown', async () => {
  const run = createKeyCommands();
  const cases: readonly [string, RegExp][] = [
    [`"${process.execPath}" -e "console.error('vault is locked.'); console.log('half-a-secret'); process.exit(3)"`, /gave no key: vault is locked \(code 3\)\.$/],
    [prints(''), /it printed nothing/],
    [prints('half-a-secret and more'), /more than one word/],
    ['parley-no-such-command-here', /gave no key: .*parley-no-such-command-here/],
    [prints('x'.repeat(20_000)), /did not end in time, or said too much/],
  ];
  for (const [command, message] of cases) {
    for (const _time of ['first', 'second']) {
      await assert.rejects(run(wanted(command)), (failure) => {
        assert.ok(failure instanceof LlmError && failure.kind === 'auth');
        assert.match(failure.message, message);
        assert.match(failure.message, /parley\.providers\.openai\.apiKeyCommand/);
        return !failure.message.includes('half-a-secret');
      });
    }
  }
});
