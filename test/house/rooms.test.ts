// The rooms and their doors, and what no room may hold.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as rules from './rules.ts';
import { readSource, readSources, root } from './sources.ts';

const sources = readSources();

/** Each rule, and a file that breaks it: a rule that nothing can break protects nothing. */
const checks: readonly { name: string; rule: (all: typeof sources) => string[]; path: string; text: string }[] = [
  { name: 'doors open one way only', rule: rules.wrongDoors, path: 'src/core/base/bad.ts', text: "import { x } from '../../host/log.ts';" },
  { name: 'features do not know each other', rule: rules.wrongDoors, path: 'src/features/chat/bad.ts', text: "import type { x } from '../keys/keys.ts';" },
  { name: 'the engine does not know the editor', rule: rules.wrongDoors, path: 'src/core/base/bad.ts', text: "import type { Uri } from 'vscode';" },
  { name: 'the page sees the contract only', rule: rules.wrongDoors, path: 'src/webview/bad.ts', text: "import { redact } from '../core/base/redact.ts';" },
  { name: 'files are at most 300 lines long', rule: rules.longFiles, path: 'src/core/base/bad.ts', text: '// A file that is far too long.\n'.repeat(301) },
  { name: 'nothing is typed any', rule: rules.anyTypes, path: 'src/core/base/bad.ts', text: 'export const x = (y: any) => y;' },
  { name: 'nothing writes to the console', rule: rules.consoleUses, path: 'src/core/base/bad.ts', text: "console.log('x');" },
  { name: 'there are no default exports', rule: rules.defaultExports, path: 'src/core/base/bad.ts', text: 'export default 1;' },
  { name: 'there are no barrels', rule: rules.barrels, path: 'src/core/base/bad.ts', text: "export { redact } from './redact.ts';" },
  { name: 'every file says what it is for', rule: rules.namelessFiles, path: 'src/core/base/bad.ts', text: 'export const x = 1;' },
];

for (const { name, rule, path, text } of checks) {
  test(name, () => {
    assert.deepEqual(rule(sources), []);
    assert.notDeepEqual(rule([readSource(path, text)]), [], 'the rule must catch a file that breaks it');
  });
}

test('no files import each other in a circle', () => {
  assert.deepEqual(rules.cycles(sources), []);
  const circle = [readSource('src/core/a.ts', "import { b } from './b.ts';"), readSource('src/core/b.ts', "import type { a } from './a.ts';")];
  assert.deepEqual(rules.cycles(circle), ['src/core/a.ts -> src/core/b.ts -> src/core/a.ts']);
});

test('every import names a file that is there', () => {
  assert.deepEqual(rules.danglingImports(sources, (path) => existsSync(join(root, path))), []);
  assert.equal(rules.danglingImports(sources, () => false).length > 100, true);
});

test('the command line never loads the editor', () => {
  assert.deepEqual(rules.reachesVscode(sources, 'src/cli.ts'), []);
  assert.notDeepEqual(rules.reachesVscode(sources, 'src/extension.ts'), []);
});

test('the top level holds what was agreed and nothing else', () => {
  const agreed = new Set(['src', 'media', 'test', 'package.json', 'package-lock.json', 'tsconfig.json', 'esbuild.mjs', '.vscodeignore', 'README.md', 'CHANGELOG.md', 'LICENSE']);
  const ignored = new Set(['node_modules', 'dist', 'out', 'package.nls.json']);
  const strangers = readdirSync(root).filter((name) => !/^package\.nls\.[\w-]+\.json$/.test(name) && !agreed.has(name) && !ignored.has(name) && !name.startsWith('.') && !name.endsWith('.vsix'));
  assert.deepEqual(strangers, []);
  for (const name of agreed) assert.ok(existsSync(join(root, name)), `${name} is missing`);
});

test('every room has a page that says what it is for', () => {
  const rooms = ['core', 'shared', 'tables', 'host', 'features', 'webview', 'cli'];
  for (const room of rooms) assert.ok(existsSync(join(root, 'src', room, 'README.md')), `src/${room}/README.md is missing`);
});
