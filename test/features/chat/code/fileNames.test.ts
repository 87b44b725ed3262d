// Names of files out of answers: believed only where they stay below the workspace.

import assert from 'node:assert/strict';
import { posix, win32 } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { numbered, proposedPath, safeRelativePath } from '../../../../src/features/chat/code/fileNames.ts';

test('a plain path is proposed as the answer gave it', () => {
  assert.deepEqual(['src/a.ts', './src/a.ts', 'src\\a.ts', '.env.example', 'Dockerfile', 'a b/c d.md', 'größe.py', '.github/workflows/ci.yml'].map(safeRelativePath), ['src/a.ts', 'src/a.ts', 'src/a.ts', '.env.example', 'Dockerfile', 'a b/c d.md', 'größe.py', '.github/workflows/ci.yml']);
});

const hostile = [
  '../a.ts', 'a/../../b', '..\\a.ts', '/etc/passwd', '\\\\server\\share\\x', '//server/x', 'C:\\x.ts', 'c:x', '~/.bashrc', '~root/x', 'a.txt:stream', 'a.ts::$DATA', 'a.ts.', 'a.ts ', ' a.ts', 'a./b', 'a /b',
  'a//b', 'a/', '', '.', '..', 'con', 'NUL.txt', 'dir/Com1.ts', 'lpt9', 'a\u0000.ts', 'a\n.ts', 'a\u202egnp.exe', 'a\u200b.ts', 'a?.ts', 'a*.ts', 'a|b', '<a>', '.git/hooks/pre-commit', 'x/.GIT/config', 'git~1/config', 'x'.repeat(201), 'file:///etc/passwd',
];
for (const file of hostile) {
  test(`is not proposed: ${JSON.stringify(file.slice(0, 40))}`, () => {
    assert.equal(safeRelativePath(file), undefined);
    assert.equal(proposedPath(file, 'typescript'), 'snippet.ts');
  });
}

test('whatever an answer names, what is proposed lies below the folder, on every system', () => {
  const nasty = fc.array(fc.oneof(fc.constantFrom('..', '.', '/', '\\', ':', '~', 'C:', ' ', 'con', '.git', '\u202e', 'a', 'b.ts'), fc.string()), { maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(fc.property(nasty, fc.string(), (file, language) => {
    const path = proposedPath(file, language);
    assert.ok(posix.join('/home/someone/project', path).startsWith('/home/someone/project/'));
    assert.ok(win32.join('C:\\project', path).startsWith('C:\\project\\'));
    assert.equal(posix.normalize(path), path);
    assert.ok(!win32.isAbsolute(path) && !posix.isAbsolute(path));
  }));
});

test('without a file the language gives the name', () => {
  assert.deepEqual(['TypeScript', 'tsx', 'python', 'bash', 'dockerfile', 'brainfuck!', '', 'constructor', 'zig'].map((language) => proposedPath(undefined, language)), ['snippet.ts', 'snippet.tsx', 'snippet.py', 'snippet.sh', 'Dockerfile', 'snippet.txt', 'snippet.txt', 'snippet.txt', 'snippet.zig']);
});

test('a taken name gets a number before its ending', () => {
  assert.deepEqual([numbered('src/a.test.ts', 2), numbered('Makefile', 3), numbered('.env', 2), numbered('a.ts', 1)], ['src/a-2.test.ts', 'Makefile-3', '.env-2', 'a.ts']);
});
