// What git leaves alone: as git itself has it, and in bounded time whatever the patterns.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { createIgnoreRules, type IgnoreFile } from '../../../src/core/context/ignoreRules.ts';

const files: readonly IgnoreFile[] = [
  { folder: '', text: '# note\nnode_modules/\n*.log\n!keep.log\n/dist\ndoc/*.txt\na/**/b\n**/cache\nlogs/**\nte[sx]t?.md\nname\\ with\\*\ntrailing   \nfile.[!a]\n\\#hash\n\\!bang\n' },
  { folder: 'inner', text: '!special.log\nonly-here\n/top.txt\n' },
];
const paths = [
  'a.ts', 'node_modules/x/y.js', 'src/node_modules/z.js', 'src/node_modules2/z.js', 'debug.log', 'deep/debug.log', 'keep.log', 'deep/keep.log', 'dist/a.js', 'src/dist/a.js',
  'doc/a.txt', 'doc/deep/a.txt', 'a/b', 'a/x/b', 'a/x/y/b/c', 'x/a/b', 'deep/cache/x', 'cache', 'logs/x', 'logs/deep/x', 'test1.md', 'text1.md', 'tent1.md', 'test.md', 'name with*', 'name with-',
  'trailing', 'file.a', 'file.b', '#hash', '!bang', 'inner/special.log', 'inner/other.log', 'inner/only-here', 'only-here', 'inner/deep/only-here', 'inner/top.txt', 'inner/deep/top.txt',
];

test('it says of every path what git itself says', (context) => {
  const home = mkdtempSync(join(tmpdir(), 'parley-ignore-'));
  context.after(() => rmSync(home, { recursive: true, force: true }));
  for (const { folder, text } of files) {
    mkdirSync(join(home, folder), { recursive: true });
    writeFileSync(join(home, folder, '.gitignore'), text);
  }
  for (const path of paths) {
    mkdirSync(join(home, dirname(path)), { recursive: true });
    writeFileSync(join(home, path), '');
  }
  try {
    execFileSync('git', ['init', '-q'], { cwd: home, stdio: 'pipe' });
  } catch {
    return context.skip('there is no git here');
  }
  const known = new Set(execFileSync('git', ['ls-files', '-coz', '--exclude-standard'], { cwd: home, encoding: 'utf8' }).split('\0'));
  const isIgnored = createIgnoreRules(files);
  for (const path of paths) assert.equal(isIgnored(path), !known.has(path), path);
});

test('patterns made to be slow are not', () => {
  const isIgnored = createIgnoreRules([{ folder: '', text: `${'*a'.repeat(200)}b\n${'**/a/'.repeat(200)}b\n` }]);
  assert.equal(isIgnored(`${'a'.repeat(20_000)}c`), false);
  assert.equal(isIgnored(`${'a/'.repeat(2_000)}c`), false);
});
