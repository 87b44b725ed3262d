// What inspection finds, and what it leaves alone: prefer silence to a false claim.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { found, linesOf, lookAt } from './support/lookAt.ts';

test('notes in comments are found, the same words in code, strings and talk about notes are not', async () => {
  assert.deepEqual(await linesOf('note', 'ts', '// TODO: a\nconst TODO = "TODO: b";\nfoo(); // FIXME c\n/* HACK d */\n/**\n * XXX e\n */\n// TODO, FIXME and HACK are notes\n// see the TODO list'), [1, 3, 4, 6]);
  assert.deepEqual(await linesOf('note', 'python', '# TODO(me): a\nx = "# TODO b"\ny = 1  # BUG: c\n# a BUG is here'), [1, 3]);
  assert.deepEqual(await linesOf('note', 'html', '<p>TODO list</p>\n<!-- TODO: a -->'), [2]);
  assert.deepEqual(await linesOf('note', 'markdown', 'TODO: a'), []);
  assert.equal((await found('note', 'go', '// FIXME a'))[0]?.severity, 'medium');
});

test('loose comparisons in scripts, except with null, undefined and typeof', async () => {
  const code = "a == b;\na != 'x';\na === b; a !== b;\na == null; null != a;\na == undefined;\ntypeof a == 'string';\n'a == b';\n// a == b\nconst f = (x) => x >= 1 && x <= 2;\n`${a == 1}`;";
  assert.deepEqual(await linesOf('loose-equality', 'ts', code), [1, 2, 10]);
  assert.match((await found('loose-equality', 'ts', code))[0]?.why ?? '', /Also on line 10\.$/);
  for (const language of ['go', 'java', 'python', 'c']) assert.deepEqual(await linesOf('loose-equality', language, 'if (a == b) {}'), []);
});

test('errors that are caught and forgotten, unless a comment says why', async () => {
  assert.deepEqual(await linesOf('empty-catch', 'ts', 'try { a(); } catch (e) {}\ntry { a(); } catch { /* gone already */ }\ntry { a(); } catch (e) { log(e); }\n"catch (e) {}"'), [1]);
  assert.deepEqual(await linesOf('empty-catch', 'js', 'a().catch(() => {});\na().catch((e) => log(e));'), [1]);
  assert.deepEqual(await linesOf('empty-catch', 'java', 'try { a(); }\ncatch (IOException | E e)\n{\n}\ntry { a(); } catch (E e) {\n  // expected\n}'), [2]);
  assert.deepEqual(await linesOf('empty-catch', 'csharp', 'try { } catch (Exception) { }'), [1]);
  assert.deepEqual(await linesOf('empty-catch', 'go', 'if err != nil {\n}\nif err := a(); err != nil { }\nif err != nil { return err }'), [1, 3]);
  assert.deepEqual(await linesOf('empty-catch', 'rust', 'match a { Err(_) => {} }'), []);
});

test('the same in Python, where ignoring a certain error is lighter than ignoring all', async () => {
  const code = 'try:\n    a()\nexcept Exception:\n    pass\ntry:\n    a()\nexcept OSError: pass\ntry:\n    a()\nexcept KeyError:\n    pass\ntry:\n    a()\nexcept OSError:\n    pass  # no such file is fine\ntry:\n    a()\nexcept OSError as e:\n    log(e)\n';
  const all = await found('empty-catch', 'python', code);
  assert.deepEqual(all.map(({ line, severity }) => `${line} ${severity}`), ['3 medium', '7 low']);
  assert.deepEqual(await linesOf('empty-catch', 'python', code), [3, 7]);
});

test('an assignment as a condition, unless it is plainly meant', async () => {
  const code = "if (a = 5) {}\nif (a == 5) {}\nif ((a = b)) {}\nif (match = pattern.exec(text)) {}\nif (a => b) {}\nif (this.x = y && z) {}\nif (a.some((x = 1) => x)) {}\nif (a <= b || a >= c || a !== d) {}\n// if (a = 5)\n'if (a = 5)';\nif (a[0] = 'x') {}";
  assert.deepEqual(await linesOf('assignment-in-condition', 'js', code), [1, 6, 11]);
  assert.deepEqual(await linesOf('assignment-in-condition', 'cpp', 'if (p->x = 0) {}\nif (auto it = find(a)) {}\nif (int n = 3) {}\nif (n = 3) {}'), [1, 4]);
  assert.deepEqual(await linesOf('assignment-in-condition', 'php', '<?php\nif ($a = 5) {}\nif ($a = foo()) {}'), [2]);
  assert.deepEqual(await linesOf('assignment-in-condition', 'rust', 'if let a = b {}\nif (a = 5) {}'), []);
  assert.deepEqual(await linesOf('assignment-in-condition', 'go', 'if a := 5; a > 3 {}'), []);
});

test('defaults that are shared between calls', async () => {
  const code = 'def a(x=[], y={}):\n    pass\ndef b(x=None, y=(), z="[]"):\n    pass\nasync def c(\n    v: dict[str, int] = {},\n    y=f(z=[]),\n    z=list()):\n    pass\ndef d(x=list(range(3))[0]):\n    pass\n# def e(x=[])\n';
  const all = await found('mutable-default', 'python', code);
  assert.deepEqual(all.map(({ line, why }) => `${line} ${/`(\w+)`/.exec(why)?.[1]}`), ['1 x', '1 y', '6 v', '8 z']);
  assert.equal(all[0]?.severity, 'high');
  assert.deepEqual(await linesOf('mutable-default', 'python', 'def a(x=[]): pass\ndef b(x={}): pass\n'), [1, 2]);
});

test('except without a class, unless it raises again', async () => {
  const code = 'try:\n    a()\nexcept:\n    log()\ntry:\n    a()\nexcept:\n    undo()\n    raise\ntry:\n    a()\nexcept E:\n    log()\n"""\nexcept:\n"""\n';
  assert.deepEqual(await linesOf('bare-except', 'python', code), [3]);
});

test('None by identity', async () => {
  const all = await found('none-comparison', 'python', 'if a == None: pass\nif a is None: pass\nif a != None: pass\nb = "== None"\n');
  assert.deepEqual(all.map(({ line }) => line), [1, 3]);
  assert.match(all[1]?.why ?? '', /is not None/);
});

test('prints and stops that were left behind; a program for the terminal may print', async () => {
  const code = 'console.log(a);\nlogger.log(a);\n"console.log(b)";\nconsole.debug(c);\ndebugger;\nconst debuggers = 1;';
  const all = await found('leftover', 'js', code);
  assert.deepEqual(all.map(({ line, severity }) => `${line} ${severity}`), ['5 high', '1 low']);
  assert.match(all[1]?.why ?? '', /Also on line 4\.$/);
  assert.deepEqual(await linesOf('leftover', 'js', '#!/usr/bin/env node\nconsole.log(a);'), []);
  assert.deepEqual(await linesOf('leftover', 'python', 'def f():\n    print(1)\n    self.print(2)\n    print("x", file=out)\n'), [2]);
  assert.deepEqual(await linesOf('leftover', 'python', 'print(1)\nif __name__ == "__main__":\n    pass\n'), []);
  assert.deepEqual(await linesOf('leftover', 'java', 'e.printStackTrace();\nSystem.out.println(a);'), [1, 2]);
});

test('traps of each language, and their harmless look-alikes', async () => {
  const traps: readonly (readonly [rule: string, language: string, bad: string, good: string])[] = [
    ['async-for-each', 'ts', 'a.forEach(async (b) => {});', 'a.forEach((b) => {}); await Promise.all(a.map(async (b) => {}));'],
    ['nan-comparison', 'js', 'if (a === NaN) {}', 'if (Number.isNaN(a)) {}'],
    ['async-executor', 'ts', 'new Promise<void>(async (resolve) => {});', 'new Promise((resolve) => {});'],
    ['no-certificate-check', 'js', 'x({ rejectUnauthorized: false })', 'x({ rejectUnauthorized: true })'],
    ['evaluates-text', 'js', 'eval(a)', 'model.eval(); "eval(a)"'],
    ['joined-query', 'js', 'db.query("SELECT " + a)', 'db.query("SELECT ?", [a])'],
    ['inner-html', 'js', 'a.innerHTML = b;', "a.innerHTML = '';\nif (a.innerHTML === b) {}"],
    ['json-copy', 'js', 'JSON.parse(JSON.stringify(a))', 'JSON.parse(a)'],
    ['any-type', 'ts', 'function f(a: any) {}', 'const any = 1; many(any); // any'],
    ['assert-pair', 'python', 'assert (a, "no")\n', 'assert (a), "no"\nassert f(a, b)\n'],
    ['identity-of-literal', 'python', 'if a is "x": pass', 'if a is b: pass\nthis = "5"\n'],
    ['through-a-shell', 'python', 'run(a, shell=True)', 'run(a, shell=False)'],
    ['joined-query', 'python', 'c.execute(f"SELECT {a}")', 'c.execute("SELECT ?", (a,))'],
    ['text-identity', 'java', 'if (a == "x") {}', 'if (a.equals("x")) {}\nif (a == b) {}'],
    ['async-void', 'csharp', 'public async void Go() {}', 'public async Task Go() {}'],
    ['panic', 'go', 'panic("x")', 'log.panic(1)\n// panic(x)'],
    ['unbounded-copy', 'c', 'strcpy(a, b);', 'strncpy(a, b, 3); x.strcpy(a);'],
    ['whole-namespace', 'cpp', 'using namespace std;', 'using std::vector;'],
    ['unwrap', 'rust', 'let a = b.unwrap();', 'let a = b.unwrap_or(1); // .unwrap()'],
    ['unsafe', 'rust', 'unsafe { a() }', 'unsafe fn a() {}'],
    ['echoes-input', 'php', '<?php echo $_GET["a"];', '<?php echo htmlspecialchars($_GET["a"]);'],
    ['rescues-everything', 'ruby', 'rescue Exception => e', 'rescue StandardError => e'],
    ['unquoted-removal', 'shell', 'rm -rf $DIR/x', 'rm -rf "$DIR/x"\nrm -f x'],
    ['runs-a-download', 'shell', 'curl -s https://a.b | sh', 'curl -s https://a.b | jq .\ncurl a > x.sh'],
    ['parses-ls', 'shell', 'for f in $(ls); do', 'for f in *; do'],
  ];
  for (const [rule, language, bad, good] of traps) {
    assert.equal((await found(rule, language, bad)).length, 1, `${rule} in ${bad}`);
    assert.deepEqual(await found(rule, language, good), [], `${rule} in ${good}`);
  }
});

test('keys in the source are found and never repeated', async () => {
  const key = `sk-proj-${'a1B2c3D4e5F6g7H8'.repeat(2)}`;
  for (const line of [`const key = "${key}";`, `${'x'.repeat(300)} ${key} ${'y'.repeat(300)}`]) {
    const { findings } = await lookAt('ts', `${line}\nif (a == "${key}") {}`);
    assert.ok(findings.some((finding) => finding.rule === 'secret' && finding.severity === 'high'));
    assert.doesNotMatch(JSON.stringify(findings), /a1B2c3D4/);
  }
  assert.deepEqual(await linesOf('secret', 'ts', 'const key = "sk-your-key-goes-here-1234567";\nconst b = "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";\nconst c = process.env.KEY;\nconst d = "sk-aaaaaaaaaaaaaaaaaaaaaaaaaaaa1";\nconst e = "sk-these-are-only-words-and-no-digits";'), []);
});

test('findings carry the numbers their lines have in the file', async () => {
  assert.deepEqual((await found('loose-equality', 'ts', 'a;\nb == c;\nd == e;', 40)).map(({ line, why }) => [line, /line (\d+)\.$/.exec(why)?.[1]]), [[41, '42']]);
});

test('prose and data are not judged as code', async () => {
  for (const language of ['markdown', 'json', 'yaml', 'text', 'html', 'css']) {
    const { findings } = await lookAt(language, 'if (a = b) { } catch (e) {}\na == b\nprint("x")\n'.repeat(20));
    assert.deepEqual(findings, [], language);
  }
});
