// Functions, classes, types, constants, imports, and who calls whom, by name.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookAt } from './support/lookAt.ts';

/** `kind name first-last`, with the owner before methods; lines from 1. */
async function pieces(language: string, code: string): Promise<string[]> {
  const { names } = await lookAt(language, code);
  return names.pieces.map(({ kind, name, owner, line, lastLine }) => `${kind} ${owner === undefined ? '' : `${owner}.`}${name} ${line + 1}${lastLine === undefined ? '' : `-${lastLine + 1}`}`);
}

async function calls(language: string, code: string): Promise<string[]> {
  return (await lookAt(language, code)).callers.map(({ piece, calls: called }) => `${piece.name}: ${called.map(({ name }) => name).join(' ')}`);
}

async function imported(language: string, code: string): Promise<string[]> {
  return (await lookAt(language, code)).names.imports.map(({ module, locals }) => [module, ...locals].join(' '));
}

test('typescript', async () => {
  const code = `export async function load<T>(path: string, more: { deep: boolean } = { deep: true }): Promise<{ a: T }> {
  return read(path);
}
const read = (path: string): Map<string, () => void> => {
  const inner = (x) => x;
  if (path) { return inner(path); }
};
export const twice = x => x * 2;
const limit = (1 + 2) * 3;
export class Store<T> extends Base {
  #items: T[] = [];
  constructor(private readonly name: string) { super(); }
  async save(item: T): Promise<void> {
    while (item) { this.#write(item); }
  }
  #write(item: T) {
    if (item) { save(item); }
  }
  handle = (event: Event) => { this.save(event); };
}
interface Options { a: string }
type Name = string;
declare function ambient(a: string): void;`;
  assert.deepEqual(await pieces('ts', code), [
    'function load 1-3', 'function read 4-7', 'function inner 5-5', 'function twice 8-8', 'constant limit 9', 'class Store 10-20', 'method Store.constructor 12-12',
    'method Store.save 13-15', 'method Store.#write 16-18', 'method Store.handle 19-19', 'type Options 21-21', 'type Name 22',
  ]);
  assert.deepEqual(await calls('ts', code), ['load: read', 'read: inner', 'save: #write', 'handle: save']);
  const { names } = await lookAt('ts', code);
  assert.deepEqual(names.pieces.filter((piece) => piece.exported).map((piece) => piece.name), ['load', 'twice', 'Store']);
  assert.equal(names.pieces[0]?.parameters, 'path: string, more: { deep: boolean } = { deep: true }');
  assert.equal(names.pieces[0]?.returns, 'Promise<{ a: T }>');
  assert.equal(names.pieces[0]?.asynchronous, true);
});

test('names in strings, comments and calls are no declarations', async () => {
  assert.deepEqual(await pieces('js', '// function a() {}\nconst b = "function c() {}";\nif (d(1)) { e(); }\nfoo(function () {});\n`\nclass X {}\n`'), ['constant b 2']);
  assert.deepEqual(await pieces('py', '"""\ndef a():\n    pass\n"""\n# class B:\nx.define(1)'), []);
});

test('python', async () => {
  const code = `import os, sys as system
from a.b import (c, d as e,
  f)
LIMIT = 3
class Store(Base):
    """Text.
    """
    def __init__(self, items=[]):
        self.items = items

    async def load(self, path: str) -> "List[int]":
        x = """
no indentation
"""
        return self.parse(helper(path))

    def parse(self, text): return text

def helper(path,
           more=None):
    def inner():
        pass
    return inner()
`;
  assert.deepEqual(await pieces('python', code), ['constant LIMIT 4', 'class Store 5-17', 'method Store.__init__ 8-9', 'method Store.load 11-15', 'method Store.parse 17', 'function helper 19-23', 'function inner 21-22']);
  assert.deepEqual(await imported('python', code), ['os os', 'sys system', 'a.b c e f']);
  assert.deepEqual(await calls('python', code), ['load: parse helper', 'helper: inner']);
  assert.equal((await lookAt('python', code)).names.pieces[3]?.returns, '"List[int]"');
});

test('go', async () => {
  const code = 'package a\nimport (\n  "fmt"\n  x "net/http"\n)\ntype T struct {\n  a int\n}\nfunc New(a int) (*T, error) {\n  return help(a), nil\n}\nfunc (t *T) Run() map[string]struct{} {\n  return nil\n}\nfunc help(a int) *T { return &T{a} }\n';
  assert.deepEqual(await pieces('go', code), ['type T 6-8', 'function New 9-11', 'method T.Run 12-14', 'function help 15-15']);
  assert.deepEqual(await imported('go', code), ['fmt', 'net/http']);
  assert.deepEqual(await calls('go', code), ['New: help']);
});

test('java and c#', async () => {
  assert.deepEqual(await pieces('java', 'import a.b.C;\npublic class A extends B {\n  private int x = f(1);\n  A(int x) {\n    this.x = x;\n  }\n  @Override\n  public <T> List<T> get(String key) throws E {\n    return new Foo(key) { };\n  }\n  abstract void none();\n}\ninterface I { }'), ['class A 2-12', 'method A.A 4-6', 'method A.get 8-10', 'type I 13-13']);
  assert.deepEqual(await pieces('csharp', 'using System;\nnamespace N {\n  public class A : B {\n    public string Name { get; set; }\n    public async Task<int> Run(int a)\n    {\n      return await Go(a);\n    }\n    int Go(int a) => a;\n  }\n}'), ['class A 3-10', 'method A.Run 5-8', 'method A.Go 9-9']);
  assert.deepEqual(await calls('csharp', 'class A {\n  int Run(int a)\n  {\n    return Go(a);\n  }\n  int Go(int a) { return a; }\n}'), ['Run: Go']);
});

test('c and c++', async () => {
  const code = '#include <stdio.h>\n#define MAX 3\nint later(int a);\nstatic int add(int a,\n               int b)\n{\n  return a + b;\n}\nclass Box final : public Base {\n public:\n  int size() const { return add(1, 2); }\n};\nvoid Box::fill(int n) {\n  for (;;) { if (n) { return; } }\n}\n';
  assert.deepEqual(await pieces('cpp', code), ['constant MAX 2', 'function add 4-8', 'class Box 9-12', 'method Box.size 11-11', 'method Box.fill 13-15']);
  assert.deepEqual(await calls('cpp', code), ['size: add']);
  assert.deepEqual(await imported('c', code), ['stdio.h']);
});

test('rust, php, ruby and shell', async () => {
  assert.deepEqual(await pieces('rust', "pub struct A<'a> { x: &'a str }\nimpl<'a> A<'a> {\n    pub async fn go(&self) -> String {\n        help()\n    }\n}\nfn help() -> String { String::new() }\ntrait T { fn none(&self); }"), ['type A 1-1', 'function go 3-5', 'function help 7-7', 'type T 8-8']);
  assert.deepEqual(await pieces('php', '<?php\nuse A\\B;\nabstract class P {\n  public static function show($id) {\n    return 1;\n  }\n}\nfunction f() { }'), ['class P 3-7', 'method P.show 4-6', 'function f 8-8']);
  assert.deepEqual(await pieces('ruby', 'module M\n  class U\n    def save!\n      if a\n        b\n      end\n    rescue E\n      c\n    end\n  end\nend\ndef f(a) = a'), ['class M 1-11', 'class U 2-10', 'method U.save! 3-9', 'function f 12']);
  assert.deepEqual(await pieces('sh', 'a() {\n  echo "}"\n}\nfunction b {\n  c $(d)\n}\n'), ['function a 1-3', 'function b 4-6']);
});

test('languages without rules of their own: only what is unmistakable', async () => {
  assert.deepEqual(await pieces('kotlin', 'data class A(val x: Int)\nfun go(a: Int): Int = a\nfun stop() {\n}'), ['class A 1', 'function go 2', 'function stop 3-4']);
  assert.deepEqual(await pieces('lua', 'local function go(a)\nend\n-- the function of this'), ['function go 1']);
  assert.deepEqual(await pieces('markdown', 'function a() {}\nclass B {}'), []);
});

test('imports of scripts', async () => {
  const code = "import a, { b as c, type D } from 'x';\nimport * as e from \"./y\";\nimport './z';\nimport type { F } from 'w';\nconst { g, h: i } = require('v');\nconst later = await import('u');\nimport {\n  j, // k\n  l,\n} from 't';";
  assert.deepEqual(await imported('ts', code), ['x a c D', './y e', './z', 'w F', 'v g i', 't j l']);
});

test('calls are not guessed: methods of others, hidden names, two of one name', async () => {
  const code = 'function a() {}\nfunction b(a) { a(); }\nfunction c() { other.a(); }\nclass X {\n  run() { a(); }\n}\nclass Y {\n  run() { this.run(); }\n}\nfunction d() { run(); e(); }\nfunction f() {\n  function e() {}\n}\nfunction g() {\n  function e() {}\n}';
  assert.deepEqual(await calls('js', code), ['run: a']);
});

test('what stands deeper in a class is none of its methods', async () => {
  assert.deepEqual(await pieces('ts', 'class A {\n  map = {\n    inner() { }\n  };\n  own() { }\n}'), ['class A 1-6', 'method A.own 5-5']);
});

test('broken code is no reason to fail', async () => {
  for (const code of ['function a(', 'class {', '}}}}', 'const = (', 'def (', 'import', 'function a() {{{', 'func (', 'export default']) {
    for (const language of ['ts', 'py', 'go', 'java', 'cs', 'cpp', 'rs', 'php', 'rb', 'sh', 'kt']) await lookAt(language, code);
  }
});
