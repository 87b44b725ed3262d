// Explanations and reviews: true words about the code, with line numbers, ending with what this was.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainPrompt } from '../../../../src/core/prompts/explain.ts';
import { readName } from '../../../../src/core/dialects/demo/nameReading.ts';
import { answerOf, callOf, saidTo } from './support/demoCalls.ts';

const code = `import { readFile } from 'node:fs/promises';

export async function loadUser(path: string): Promise<string> {
  const text = await readFile(path, 'utf8');
  return parseName(text);
}

function parseName(text: string): string {
  if (text == '') return 'nobody';
  return text.trim();
}
`;
const question = explainPrompt({ language: 'typescript', path: 'src/user.ts', code, firstLine: 21, lastLine: 31 });
const explained = (text: string, task = 'explain') => answerOf(callOf([text], { task })).then((answer) => answer.text);

test('an explanation names the file, its pieces, who calls whom, what stands out, and says what it is', async () => {
  const text = await explained(question);
  assert.match(text, /`src\/user\.ts` is TypeScript, a module: 11 lines \(21 to 31\)/);
  assert.match(text, /It uses `node:fs\/promises`\. It offers `loadUser` to others\./);
  assert.match(text, /`loadUser\(path: string\)` \(lines 23 to 26\): asynchronous and gives back `Promise<string>`\. Going by its name, it loads user\./);
  assert.match(text, /`loadUser` calls `parseName`\./);
  assert.match(text, /\*\*Line 29\*\*: `if \(text == ''\) return 'nobody';`/);
  assert.match(text, /plain inspection: counting and matching, no model.*\*\*Parley: Manage Keys\*\*[^\n]*$/);
});

test('an explanation asked for in the chat is the same as that of the action', async () => {
  assert.equal(await explained(question, 'chat'), await explained(question));
  assert.match(await saidTo('Explain this, with its problems:\n```js\nif (a == b) {}\n```'), /### What stands out/);
});

test('a review lists the heaviest first, with a word for the weight', async () => {
  const flawed = '// TODO: a\nif (a == b) {}\nif (a = 5) {}\nconsole.log(a);\n';
  const text = await saidTo(`Please review this:\n\`\`\`js\n${flawed}\`\`\``);
  const order = ['Four findings', '(high)', 'Line 3', '(medium)', 'Line 2', '(low)', 'Line 1', 'Line 4'].map((words) => text.indexOf(words));
  assert.ok(order.every((at) => at >= 0), text);
  assert.deepEqual(order, order.toSorted((left, right) => left - right));
  assert.equal(await answerOf(callOf([`x\n\`\`\`js\n${flawed}\`\`\``], { task: 'review' })).then((answer) => answer.text), text);
});

test('asked to write or change code, it says that it cannot, and looks at it instead', async () => {
  assert.match(await saidTo('Write tests for this:\n```js\nfunction a() {}\n```'), /^I cannot write or change code/);
});

test('review and explain without code go back to the code last spoken about, else say how', async () => {
  const first = await saidTo('```js a.js\nif (a == b) {}\n```');
  assert.match(await saidTo('```js a.js\nif (a == b) {}\n```', first, 'review it'), /`a\.js` is JavaScript/);
  assert.match(await saidTo('hello', 'Hi.', 'explain'), /Select code in an editor/);
});

test('clean code is not talked down, and silence is not sold as proof', async () => {
  const text = await explained('```ts\nexport const a = (b: number): number => b + 1;\n```');
  assert.match(text, /Nothing that plain inspection can see, which does not mean that nothing is wrong/);
  assert.match(await saidTo('review\n```ts\nexport const a = (b: number): number => b + 1;\n```'), /no proof that all is well/);
});

test('what was left out is said', async () => {
  const text = await explained(`\`\`\`ts a.ts\n${'run(value);\n'.repeat(50_000)}\`\`\``);
  assert.match(text, /50,000 lines/);
  assert.match(text, /looked at the first 2,000 lines only/);
  assert.match(await explained(`\`\`\`js\n${'a==b;'.repeat(200_000)}\n\`\`\``), /looked at its beginning only.*bundled or generated/);
});

test('of many findings the heaviest are told, and how to see the rest', async () => {
  const many = Array.from({ length: 12 }, (_, index) => `// TODO: ${index}`).join('\n');
  const text = await explained(`\`\`\`js\n${many}\nif (a = 5) {}\n\`\`\``);
  assert.match(text, /Line 13/);
  assert.match(text, /5 more of less weight: type \*\*review\*\*/);
});

test('no code can break out of its quote', async () => {
  const text = await explained('````js\nif (a == `x ``` y`) {} // <script>alert(1)</script> **bold**\n````');
  assert.match(text, /```` if \(a == `x ``` y`\) \{\} .* ````/);
});

test('sorts of files are told from evidence', async () => {
  const kinds: readonly (readonly [info: string, code: string, kind: RegExp])[] = [
    ['ts a.test.ts', 'x();', /a test file/], ['py', 'def test_a():\n    pass', /a test file/], ['sh', '#!/bin/sh\nls', /run by itself/], ['go', 'func main() {\n}', /entry point/],
    ['tsx', 'const a = <div>{b}</div>;', /with markup/], ['ts', 'interface A { b: string }', /types only/], ['json package.json', '{ "name": "a", "version": "1" }', /configuration file.*`name` and `version`/], ['ts', 'a();', /is TypeScript: one line/],
  ];
  for (const [info, text, kind] of kinds) assert.match(await explained(`\`\`\`${info}\n${text}\n\`\`\``), kind, info);
});

test('names are read as sentences only where the verb is plain', () => {
  const read: Record<string, string | undefined> = {
    loadUserById: 'loads user by id', parse_query_string: 'parses query string', isEmpty: 'answers yes or no (is empty)', onClick: 'reacts to click', toHTMLText: 'turns into HTML text',
    useEffect: undefined, run: undefined, quux: undefined, constructor: undefined, constructor_name: undefined, hasOwnProperty: 'answers yes or no (has own property)', __proto__: undefined,
  };
  for (const [name, reading] of Object.entries(read)) assert.equal(readName(name), reading, name);
});
