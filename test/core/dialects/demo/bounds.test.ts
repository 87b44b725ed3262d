// Nothing a person pastes holds the editor up: the work is bounded, cut into steps, and ends whatever the shape.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findCode } from '../../../../src/core/dialects/demo/codeBlocks.ts';
import { findingKinds, inspect } from '../../../../src/core/dialects/demo/inspect/inspect.ts';
import { type Language, languageOf } from '../../../../src/core/dialects/demo/inspect/languages.ts';
import { inspectedCharacters, inspectedLines } from '../../../../src/core/dialects/demo/inspect/source.ts';

const languages = ['ts', 'py', 'go', 'java', 'cs', 'cpp', 'rs', 'php', 'rb', 'sh', 'kt', 'json', 'yaml', 'md'];
const known = (name: string): Language => languageOf(name, undefined) ?? assert.fail(name);

async function stepsFor(code: string, language: string): Promise<{ steps: number; characters: number; lines: number; isCut: boolean }> {
  let steps = 0;
  const { source } = await inspect({ code, language: known(language), path: undefined, firstLine: 1 }, () => {
    steps++;
    return Promise.resolve();
  });
  return { steps, characters: source.text.length, lines: source.lines.length, isCut: source.isCut };
}

test('however much is given, a bounded part of it is looked at, and that is known', async () => {
  for (const code of ['if (a == b) { c(); } '.repeat(50_000), 'const a = 1;\n'.repeat(50_000), `${'x '.repeat(100)}\n`.repeat(5_000), '\n'.repeat(1_000_000), 'x'.repeat(1_000_000)]) {
    const { characters, lines, isCut } = await stepsFor(code, 'ts');
    assert.ok(characters <= inspectedCharacters && lines <= inspectedLines);
    assert.equal(isCut, true);
  }
  assert.equal((await stepsFor('a;\n'.repeat(100), 'ts')).isCut, false);
});

test('the event loop gets its turn between all steps, as many for a large file as for a small one', async () => {
  const small = await stepsFor('function a() { b(); }', 'ts');
  const large = await stepsFor('function a() { b(); }\n'.repeat(20_000), 'ts');
  assert.ok(small.steps >= findingKinds.length + 5);
  assert.equal(large.steps, small.steps);
});

test('what is given is cut between lines, so that no line is half read', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 4_000 }), async (width, height) => {
    const line = 'x'.repeat(width);
    const { source } = await inspect({ code: `${line}\n`.repeat(height), language: known('json'), path: undefined, firstLine: 1 }, () => Promise.resolve());
    assert.ok(source.lines.every((each) => each === line));
    assert.equal(source.totalLines, height);
  }), { numRuns: 25 });
});

test('shapes made to be slow come to an end in every language', { timeout: 60_000 }, async () => {
  const shapes = ['"', "'", '`', '`${', '/', ' /', '=/[', '\\', "'\\\n", '(', '{', '}', '[', '<', '/*', '#', '"""', '<<A ', '<<A\n', '?><?', '@"', 'R"x(', 'r#"', ' ', '\t\n', '    \n', 'a', 'a ', 'import a\n', "import { a } from 'b'\n", 'def f(\n', 'const a = (\n',
    'if (\n', 'if (a = b) {}\n', 'catch (', 'a == ', 'static const unsigned int ', '1234 ', 'TODO ', '// TODO\n', 'public static final ', 'a.b(c)\n', 'x: any, ', '```\n', '~~~'];
  for (const shape of shapes) {
    const code = shape.repeat(Math.ceil(100_000 / shape.length));
    findCode(code);
    for (const language of languages) await stepsFor(code, language);
  }
});

test('what looks like many blocks is read in one go', { timeout: 20_000 }, () => {
  for (const shape of ['```\n', '```js\n', '~~~\n```\n', '````', '` ``` `\n']) findCode(shape.repeat(400_000));
});
