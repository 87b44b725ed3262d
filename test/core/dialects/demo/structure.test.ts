// Size, nesting, copies, long functions, unused imports, numbers without a name.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { found, linesOf, lookAt } from './support/lookAt.ts';

test('lines are counted as an editor counts them', async () => {
  const size = async (code: string) => {
    const { size: counted, source } = await lookAt('ts', code);
    return [source.totalLines, counted.blank, counted.comments];
  };
  assert.deepEqual(await size('a;\n\n// b\n/* c\nd */\ne; // f\n'), [6, 1, 3]);
  assert.deepEqual(await size('a;\r\n\r\nb;\r\n'), [3, 1, 0]);
  assert.deepEqual(await size('a'), [1, 0, 0]);
});

test('a line too long to read is named once', async () => {
  const [finding, ...others] = await found('long-line', 'go', `a\nb = "${'x'.repeat(200)}"\nc = "${'y'.repeat(150)}"`);
  assert.equal(finding?.line, 2);
  assert.match(finding.why, /206 characters.*One more line/);
  assert.deepEqual(others, []);
  assert.deepEqual(await linesOf('long-line', 'markdown', 'word '.repeat(100)), []);
});

test('generated code is measured, not judged', async () => {
  const { findings, size } = await lookAt('js', 'if(a==b){}'.repeat(400));
  assert.equal(size.looksGenerated, true);
  assert.deepEqual(findings, []);
  assert.equal((await lookAt('js', `${'a();\n'.repeat(50)}${'if(a==b){}'.repeat(210)}`)).size.looksGenerated, true);
  assert.equal((await lookAt('js', 'a();\n'.repeat(50))).size.looksGenerated, false);
});

test('nesting counts blocks inside a function, not literals and not what is around it', async () => {
  const deep = 'class A {\n  run(a) {\n    for (const b of a) {\n      if (b) {\n        while (c) {\n          if (d) {\n            e();\n          }\n        }\n      }\n    }\n  }\n}';
  const [finding] = await found('deep-nesting', 'ts', deep);
  assert.equal(finding?.line, 7);
  assert.match(finding.why, /4 blocks deep inside `run`/);
  assert.deepEqual(await linesOf('deep-nesting', 'ts', 'function f() {\n  return { a: { b: { c: { d: { e: 1 } } } } };\n}'), []);
  assert.deepEqual(await linesOf('deep-nesting', 'ts', 'namespace A { namespace B { namespace C { namespace D { class E {\n m() { if (a) { b(); } }\n} } } } }'), []);
  assert.deepEqual(await linesOf('deep-nesting', 'python', 'def f():\n  for a in b:\n    if a:\n      with c:\n        if d:\n          e()\n'), [6]);
  assert.deepEqual(await linesOf('deep-nesting', 'python', 'def f():\n  return [\n    [\n      [\n        [\n          [1]]]]]\n'), []);
  assert.deepEqual(await linesOf('deep-nesting', 'go', 'func f() {\n\tfor {\n\t\tif a {\n\t\t\tswitch b {\n\t\t\tcase 1:\n\t\t\t\tif c {\n\t\t\t\t\td()\n\t\t\t\t}\n\t\t\t}\n\t\t}\n\t}\n}'), [7]);
});

const block = (name: string): string => `  const ${name} = read(1);\n  check(value, 'a');\n  write(value, 'b');\n  close(value, 'c');\n  report(value, 'd');\n  finish(value, 'e');`;

test('copied blocks are found where they repeat, with both places', async () => {
  const body = block('value');
  const [finding, ...others] = await found('duplicate', 'ts', `function a() {\n${body}\n}\n\nfunction b() {\n${body}\n}`, 100);
  assert.equal(finding?.line, 110);
  assert.match(finding.why, /Lines 110 to 115 say the same as lines 101 to 106/);
  assert.deepEqual(others, []);
});

test('what repeats by nature is no copy: imports, tables, brackets, a few lines', async () => {
  const imports = "import { a } from 'a';\nimport { b } from 'b';\nimport { c } from 'c';\nimport { d } from 'd';\nimport { e } from 'e';\n";
  assert.deepEqual(await linesOf('duplicate', 'ts', imports + imports), []);
  assert.deepEqual(await linesOf('duplicate', 'ts', 'add(one, two);\n'.repeat(30)), []);
  assert.deepEqual(await linesOf('duplicate', 'ts', '}\n);\n\n]\n},\n{\n'.repeat(10)), []);
  assert.deepEqual(await linesOf('duplicate', 'ts', 'first(a);\nsecond(b);\nthird(c);\nother(x);\nfirst(a);\nsecond(b);\nthird(c);\n'), []);
});

test('the same assignment twice in a row', async () => {
  assert.deepEqual(await linesOf('repeated-line', 'ts', 'this.a = b;\nthis.a = b;\nadd(1);\nadd(1);\nx += 1;\nx += 1;\nconst y = read();\nconst y = read();'), [2, 8]);
});

test('functions too long to see at once, with where they end', async () => {
  const lines = (count: number): string => Array.from({ length: count }, (_, index) => `  step${index}(value);`).join('\n');
  const [finding, ...others] = await found('long-function', 'ts', `const a = 1;\nfunction run() {\n${lines(70)}\n}\nfunction short() {\n${lines(20)}\n}`);
  assert.equal(finding?.line, 2);
  assert.deepEqual(others, []);
  assert.match(finding.why, /`run` runs over 72 lines, to line 73/);
  assert.equal((await found('long-function', 'python', `def run():\n${lines(61)}\nx = 1\n`)).length, 1);
  assert.deepEqual(await found('long-function', 'ts', `function run() {\n${lines(70)}`), [], 'where the end is not seen, nothing is claimed');
});

test('imports that are used nowhere in what was shown', async () => {
  const use = 'const x = b(1);\nrun(x);\nrun(x, 2);\n';
  const unused = async (language: string, code: string) => (await found('unused-import', language, code)).map(({ why }) => /`(\w+)`/.exec(why)?.[1]);
  assert.deepEqual(await unused('ts', `import a, { b, type C, d as e } from 'm';\nimport './side';\n${use}`), ['a', 'C', 'e']);
  assert.deepEqual(await unused('ts', `import { b, c } from 'm';\n// uses c in words\n${use}`), [], 'a mention anywhere is enough for silence');
  assert.deepEqual(await unused('tsx', `import React from 'react';\nimport { b } from 'm';\n${use}`), []);
  assert.deepEqual(await unused('ts', "import { a } from 'm';\nimport { b } from 'n';\nrun();"), [], 'hardly any code was shown');
  assert.deepEqual(await unused('ts', `import { a } from 'm'; // eslint-disable-line\n${use}`), []);
  assert.deepEqual(await unused('python', 'import os.path, sys as system\nfrom a import (b,\n  c)\nfrom __future__ import annotations, division\n\nx = os.path.join(b)\nrun(x)\nrun(x)\n'), ['system', 'c']);
  assert.deepEqual(await unused('python', 'from a import b\n__all__ = ["b"]\nrun(1)\nrun(2)\nrun(3)\n'), []);
  assert.deepEqual(await unused('python', 'try:\n    import fast\nexcept ImportError:\n    x = 1\nrun(1)\nrun(2)\n'), []);
  assert.deepEqual(await unused('java', 'import a.b.C;\nimport a.b.D;\nimport a.e.*;\nclass X {\n  C c;\n  int y;\n  int z;\n}'), ['D']);
  assert.deepEqual(await unused('go', 'import "fmt"\nfunc a() {\n  b()\n  c()\n}'), []);
});

test('large numbers that repeat without a name, and no others', async () => {
  const numbers = async (code: string) => (await found('magic-number', 'ts', code)).map(({ why }) => /`([\d.]+)`/.exec(why)?.[1]);
  assert.deepEqual(await numbers('f(86400);\ng(86_400);\n'), ['86400']);
  assert.deepEqual(await numbers('f(86400);\n'), []);
  assert.deepEqual(await numbers('const day = 86400;\nf(86400);\n'), []);
  assert.deepEqual(await numbers('f(1000);\ng(1000);\nh(404);\ni(404);\nj(2024);\nk(2024);\nl(12);\nm(12);\nn(255);\no(255);\np(4096);\nq(4096);\n'), []);
  assert.deepEqual(await numbers('f("86400");\ng("86400");\n// 86400\n// 86400'), []);
  assert.deepEqual(await numbers(Array.from({ length: 40 }, () => 'add(12345, 67891);').join('\n')), [], 'a table of data');
});
