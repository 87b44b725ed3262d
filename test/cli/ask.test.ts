// The command line as a person or a script uses it: what it prints, and how it exits.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { StreamEvent } from '../../src/core/model/streamEvent.ts';
import { ask } from '../support/ask.ts';
import { cutSocket, refusal, stall } from '../support/simulator/answers.ts';
import { chat, cutChat } from '../support/simulator/openaiChatWire.ts';
import { type Answer, startSimulator } from '../support/simulator/simulator.ts';

const key = 'sk-command-line-123456';
const environment = { OPENAI_API_KEY: key };
let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-ask-'));
});
after(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** Asks a simulated OpenAI. */
async function askSimulated(answer: Answer, words: readonly string[], options: Parameters<typeof ask>[1] = { environment }) {
  await using simulator = await startSimulator(answer);
  const result = await ask(['--model', 'openai/sim-model', '--base-url', `${simulator.url}/v1`, ...words], options);
  return { ...result, requests: simulator.requests };
}

const events = (out: string): StreamEvent[] => out.trimEnd().split('\n').map((line) => JSON.parse(line) as StreamEvent);

test('the demo streams an answer and ends well, with no key and no network', async () => {
  const { code, out, err } = await ask(['--model', 'demo/tour', 'hello']);
  assert.equal(code, 0, err);
  assert.ok(out.length > 200 && out.endsWith('\n'));
  assert.equal(err, '');
});

test('--json prints one event per line, the last of them the only finish', async () => {
  const { code, out } = await ask(['--model', 'demo/tour', '--json', 'hello']);
  const all = events(out);
  assert.equal(code, 0);
  assert.equal(all[0]?.type, 'message-start');
  assert.deepEqual(all.filter(({ type }) => type === 'finish'), [all.at(-1)]);
});

test('a provider answers when it has its address and key', async () => {
  const { code, out, err, requests } = await askSimulated(chat({ text: ['Hello', ' there'] }), ['--system', 'be brief', 'hi', 'you']);
  assert.deepEqual({ code, out, err }, { code: 0, out: 'Hello there\n', err: '' });
  assert.deepEqual((requests[0]?.body as { messages: unknown } | undefined)?.messages, [{ role: 'developer', content: 'be brief' }, { role: 'user', content: 'hi you' }]);
});

test('without a key it exits 3 and sends nothing', async () => {
  const { code, out, err, requests } = await askSimulated(chat({ text: ['x'] }), ['hi'], {});
  assert.deepEqual({ code, out, requests }, { code: 3, out: '', requests: [] });
  assert.match(err, /^\[auth\] There is no key for OpenAI \(OPENAI_API_KEY\)\.\n$/);
});

test('each kind of failure has its exit code and one line', async () => {
  const cases: readonly [Answer, number, RegExp][] = [
    [refusal(401, { error: { message: `bad key ${key}` } }), 3, /^\[auth\] bad key «key»\n$/],
    [refusal(403, { error: { message: 'no' } }), 3, /^\[permission\]/],
    [refusal(429, { error: { message: 'slow' } }), 4, /^\[rate-limit\]/],
    [refusal(429, { error: { message: 'x', code: 'insufficient_quota' } }), 4, /^\[quota\]/],
    [refusal(503, { error: { message: 'busy' } }), 4, /^\[overloaded\]/],
    [refusal(400, { error: { message: 'what' } }), 9, /^\[bad-request\]/],
    [refusal(400, { error: { message: 'x', code: 'context_length_exceeded' } }), 7, /^\[context-overflow\]/],
    [refusal(404, { error: { message: 'what' } }), 9, /^\[not-found\]/],
    [chat({ text: ['half'], finish: 'length' }), 7, /^\[length\]/],
    [chat({ text: ['half'], finish: 'content_filter' }), 7, /^\[content-filter\]/],
    [cutChat({ text: ['a', 'b', 'c'] }, 3, cutSocket), 8, /^\[interrupted\]/],
  ];
  const once = await file('once.json', '{"parley.retry":{"attempts":0}}');
  for (const [answer, expected, line] of cases) {
    const { code, err } = await askSimulated(answer, ['--settings', once, 'hi']);
    assert.equal(code, expected, err);
    assert.match(err, line);
    assert.equal(err.split('\n').length, 2);
  }
});

test('a server that is busy for a moment is asked again, and the answer printed once', async () => {
  await using simulator = await startSimulator(refusal(503, { error: { message: 'busy' } }, { 'retry-after-ms': '5' }), chat({ text: ['one ', 'answer'] }));
  const { code, out, err } = await ask(['--model', 'openai/sim-model', '--base-url', `${simulator.url}/v1`, 'hi'], { environment });
  assert.deepEqual([code, out, simulator.requests.length], [0, 'one answer\n', 2]);
  assert.match(err, /^OpenAI is overloaded\. Trying again in \d\.\d s \(attempt 2 of 4\)\.\n$/);
});

test('a port where nobody listens exits 5 after the last attempt', async () => {
  const simulator = await startSimulator();
  await simulator[Symbol.asyncDispose]();
  const { code, err } = await ask(['--model', 'openai/x', '--base-url', simulator.url, '--settings', await file('twice.json', '{"parley.retry":{"attempts":1}}'), 'hi'], { environment });
  assert.equal(code, 5);
  assert.match(err, /^OpenAI could not be reached\. [^\n]*\n\[network\] [^\n]*\n$/);
});

test('a partial answer stays on the screen when the connection breaks', async () => {
  const { out } = await askSimulated(cutChat({ text: ['one ', 'two'] }, 3, cutSocket), ['hi']);
  assert.equal(out, 'one two\n');
});

test('an interrupt ends with 130 and a whole last line', async () => {
  const { code, out } = await askSimulated(cutChat({ text: ['one ', 'two'] }, 3, stall), ['--json', 'hi'], {
    environment,
    onOutput: (soFar, interrupt) => soFar.includes('two') && interrupt(),
  });
  assert.equal(code, 130);
  const last = events(out).at(-1);
  assert.equal(last?.type === 'finish' && last.reason.unified, 'cancelled');
});

test('images, tools, schema, effort, limit, history and settings reach the provider', async () => {
  const png = Buffer.from('iVBORw0KGgo=', 'base64');
  const schema = { type: 'object', properties: { word: { type: 'string' } }, required: ['word'], additionalProperties: false };
  const words = [
    '--image', await file('a.bin', png),
    '--tools', await file('tools.json', '[{"name":"clock","parameters":{"type":"object"}}]'),
    '--schema', await file('schema.json', JSON.stringify(schema)),
    '--history', await file('history.json', '[{"role":"user","content":"before"},{"role":"assistant","content":"yes"}]'),
    '--settings', await file('settings.json', '{"parley.providers":{"openai":{"headers":{"x-team":"blue"}}}}'),
    '--thinking', 'high', '--max-output', '50', 'look',
  ];
  const { code, requests, err } = await askSimulated(chat({ text: ['ok'] }), words);
  assert.equal(code, 0, err);
  const body = requests[0]?.body as Record<string, unknown>;
  assert.equal(requests[0]?.headers['x-team'], 'blue');
  assert.equal(body['reasoning_effort'], 'high');
  assert.equal(body['max_completion_tokens'], 50);
  assert.deepEqual(body['response_format'], { type: 'json_schema', json_schema: { name: 'answer', schema, strict: true } });
  assert.deepEqual(body['tools'], [{ type: 'function', function: { name: 'clock', description: '', parameters: { type: 'object' } } }]);
  assert.deepEqual(body['messages'], [
    { role: 'user', content: 'before' },
    { role: 'assistant', content: 'yes' },
    { role: 'user', content: [{ type: 'text', text: 'look' }, { type: 'image_url', image_url: { url: `data:image/png;base64,${png.toString('base64')}` } }] },
  ]);
});

test('an answer to a schema is checked, asked for again when it does not fit, and billed as a whole', async () => {
  const schema = await file('word.json', '{"type":"object","properties":{"word":{"type":"string","minLength":3}},"required":["word"]}');
  const usage = { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 };
  await using simulator = await startSimulator(chat({ text: ['{"word":"a"}'], usage }), chat({ text: ['{"word":', '"abc"}'], usage }));
  const { code, out, err } = await ask(['--model', 'openai/sim-model', '--base-url', simulator.url, '--schema', schema, '--json', 'hi'], { environment });
  assert.equal(code, 0, err);
  const all = events(out);
  assert.equal(all.map((event) => (event.type === 'text-delta' ? event.text : '')).join(''), '{"word":"abc"}');
  assert.match(all.flatMap((event) => (event.type === 'notice' ? [event.message] : [])).join(), /did not fit the schema/);
  const last = all.at(-1);
  assert.ok(last?.type === 'finish');
  assert.deepEqual([last.usage.input.fresh, last.usage.output.text], [20, 4]);
  assert.match(JSON.stringify((await simulator.request(1)).body), /\{\\"word\\":\\"a\\"\}/);
});

test('no answer that fits, a cut one and one that is too long each end as what they are', async () => {
  const schema = await file('word.json', '{"type":"object","properties":{"word":{"type":"string"}},"required":["word"]}');
  const wrong = await askSimulated(chat({ text: ['{"word":1}'] }), ['--schema', schema, 'hi']);
  assert.deepEqual([wrong.code, wrong.requests.length, wrong.out], [9, 3, '{"word":1}\n']);
  assert.match(wrong.err, /\[bad-response\].*word/);
  assert.equal((await askSimulated(cutChat({ text: ['{"wo', 'rd"'] }, 3, cutSocket), ['--schema', schema, 'hi'])).code, 8);
  assert.equal((await askSimulated(chat({ text: ['{"wo'], finish: 'length' }), ['--schema', schema, 'hi'])).code, 7);
  const unusable = await ask(['--model', 'openai/sim-model', '--schema', await file('bad.json', '{"type":"no such type"}'), 'hi'], { environment });
  assert.equal(unusable.code, 2);
  assert.match(unusable.err, /\[usage\] The schema cannot be used/);
});

test('a key may come from a command in the settings', async () => {
  const settings = await file('command.json', JSON.stringify({ 'parley.providers': { openai: { apiKeyCommand: `"${process.execPath}" -p "'sk-from-a-command'"` } } }));
  const { code, requests, err } = await askSimulated(chat({ text: ['ok'] }), ['--settings', settings, 'hi'], {});
  assert.equal(code, 0, err);
  assert.equal(requests[0]?.headers.authorization, 'Bearer sk-from-a-command');
});

test('a tool call is a natural end', async () => {
  const { code, out } = await askSimulated(chat({ text: ['Let me see.'], toolCalls: [{ id: 'a', name: 'clock', pieces: ['{"zone":"UTC"}'] }] }), ['hi']);
  assert.deepEqual({ code, out }, { code: 0, out: 'Let me see.\nclock({"zone":"UTC"})\n' });
});

test('the prompt may come from standard input', async () => {
  const { requests } = await askSimulated(chat({ text: ['ok'] }), ['-'], { environment, input: 'piped in' });
  assert.deepEqual((requests[0]?.body as { messages: unknown } | undefined)?.messages, [{ role: 'user', content: 'piped in' }]);
});

test('a wrong call exits 2 with a sentence, and asks nobody', async () => {
  const cases: readonly [readonly string[], RegExp][] = [
    [['--model', 'demo/tour'], /There is no prompt/],
    [['hi'], /Which model/],
    [['--model', 'demo/tour', '--nonsense', 'hi'], /nonsense/],
    [['--model', 'demo/tour', '--thinking', 'lots', 'hi'], /--thinking/],
    [['--model', 'demo/tour', '--max-output', '-3', 'hi'], /max-output/],
    [['--model', 'demo/tour', '--history', join('no', 'such', 'file'), 'hi'], /cannot be read/],
    [['--model', 'demo/tour', '--tools', await file('broken.json', '{'), 'hi'], /is not JSON/],
    [['--model', 'demo/tour', '--history', await file('wrong.json', '[{"role":"king","content":"x"}]'), 'hi'], /is not as expected at "0/],
    [['--model', 'demo/tour', '--image', await file('no.png', 'text'), 'hi'], /not a PNG/],
    [['--model', 'demo/tour', '--settings', await file('bad.json', '{"parley.timeouts":{"firstEvent":"soon"}}'), 'hi'], /parley\.timeouts\.firstEvent/],
  ];
  for (const [words, line] of cases) {
    const { code, out, err } = await ask(words);
    assert.deepEqual({ code, out }, { code: 2, out: '' }, err);
    assert.match(err, /^\[usage\] /);
    assert.match(err, line);
  }
});

test('--help explains every option', async () => {
  const { code, out } = await ask(['--help']);
  assert.equal(code, 0);
  for (const option of ['--model', '--settings', '--base-url', '--system', '--image', '--tools', '--schema', '--thinking', '--max-output', '--history', '--db', '--json']) assert.ok(out.includes(option), option);
});
