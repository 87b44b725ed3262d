// The page about errors is true: each of its examples is served from a socket and comes out as the kind it stands under.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { exitCodeOf } from '../../../src/cli/exitCode.ts';
import { finishWithError } from '../../../src/core/model/finish.ts';
import { type ErrorKind, errorKinds, LlmError } from '../../../src/core/model/llmError.ts';
import { mayHeal } from '../../../src/core/dialects/wire/httpError.ts';
import { root } from '../../house/sources.ts';
import { collect } from '../../support/collect.ts';
import { callOf, simulatedClient } from '../../support/simulatedClient.ts';
import { body } from '../../support/simulator/answers.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';

const page = readFileSync(join(root, 'src/core/dialects/ERRORS.md'), 'utf8');
const rows = (cells: number): readonly string[][] => page.split('\n').filter((line) => /^\| [`a-z]/.test(line)).map((line) => line.slice(2, -2).split(' | ')).filter((row) => row.length === cells && row[0] !== 'kind' && row[0] !== 'wire');

const providers: Readonly<Record<string, { readonly id: string; readonly api?: 'responses' }>> = {
  'openai-chat': { id: 'openai-compatible' },
  'openai-responses': { id: 'openai', api: 'responses' },
  'anthropic-messages': { id: 'anthropic' },
  'gemini-content': { id: 'gemini' },
};

test('every kind is on the page, heals as it says, and exits as it says', () => {
  const kinds = rows(4);
  assert.deepEqual(kinds.map(([kind]) => kind), errorKinds.map((kind) => `\`${kind}\``));
  for (const [quoted = '', , heals, code] of kinds) {
    const kind = quoted.slice(1, -1) as ErrorKind;
    assert.equal(mayHeal(kind), heals === 'yes', kind);
    assert.equal(exitCodeOf(finishWithError(new LlmError({ kind, message: '', retryable: false }), { model: 'm' })), Number(code), kind);
  }
});

const examples = rows(3);
test('the page has examples for every wire', () => assert.ok(examples.length > 50 && Object.keys(providers).every((wire) => examples.some(([name]) => name === wire))));

for (const [wire = '', quoted = '', answer = ''] of examples) {
  test(`${wire} ${answer}`, async () => {
    const parts = [...answer.matchAll(/`([^`]*)`/g)].map(([, part = '']) => part);
    const headers = Object.fromEntries(parts.filter((part) => /^[a-z-]+: /.test(part)).map((part) => part.split(': ') as [string, string]));
    const text = parts.find((part) => /^[{<]/.test(part)) ?? '';
    await using simulator = await startSimulator(body(Number(parts[0]), text.startsWith('<') ? 'text/html' : 'application/json', text, headers));
    const { id, api } = providers[wire] ?? assert.fail(`There is no wire "${wire}".`);
    const { client } = simulatedClient('', { providers: { [id]: { baseUrl: simulator.url, api } } });
    const { finish } = await collect(client(callOf('hi', { model: `${id}/some-model` })));
    assert.equal(`\`${finish.error?.kind}\``, quoted, finish.error?.message);
    const wait = headers['retry-after'] ?? (Number(headers['retry-after-ms'] ?? Number.NaN) / 1000).toString();
    if (!Number.isNaN(Number(wait))) assert.equal(finish.error?.facts.retryAfterMs, Number(wait) * 1000);
  });
}
