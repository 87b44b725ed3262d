// The list of models, with what the vendor tells about each.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anthropicMessages } from '../../../../src/core/dialects/anthropicMessages/anthropicMessages.ts';
import { LlmError } from '../../../../src/core/model/llmError.ts';
import { anthropic } from '../../../../src/core/providers/anthropic.ts';
import { refusal } from '../../../support/simulator/answers.ts';
import { type Answer, startSimulator } from '../../../support/simulator/simulator.ts';
import { endpointAt, testKey } from './support.ts';

async function list(...answers: Answer[]) {
  await using simulator = await startSimulator(...answers);
  const dialect = await anthropicMessages().load();
  const models = await dialect.listModels?.(endpointAt(simulator.url), new AbortController().signal);
  return { models, requests: simulator.requests };
}

const entry = (id: string, more: object = {}) => ({ id, type: 'model', display_name: id, created_at: '2026-09-28T00:00:00Z', ...more });
const page = (data: readonly { readonly id: string }[], has_more = false) => refusal(200, { data, has_more, first_id: null, last_id: data.at(-1)?.id ?? null });

test('all pages are read, with limits and abilities where they are told', async () => {
  const capabilities = { thinking: { supported: true, types: {} }, image_input: { supported: false } };
  const { models, requests } = await list(page([entry('claude-a', { max_input_tokens: 1_000_000, max_tokens: 128_000, capabilities })], true), page([entry('claude-b', { max_input_tokens: null, max_tokens: 0, capabilities: null })]));
  assert.deepEqual(models, [
    { name: 'claude-a', contextWindow: 1_000_000, maxOutput: 128_000, thinking: true, images: false },
    { name: 'claude-b', contextWindow: undefined, maxOutput: undefined, thinking: undefined, images: undefined },
  ]);
  assert.deepEqual(requests.map(({ path, headers }) => [path, headers.authorization]), [
    ['/v1/models?limit=1000', `Bearer ${testKey}`], ['/v1/models?limit=1000&after_id=claude-a', `Bearer ${testKey}`],
  ]);
});

test('a server that gives the same page for ever is not asked for ever', async () => {
  const { models, requests } = await list(page([entry('a'), entry('b')], true));
  assert.deepEqual(models?.map(({ name }) => name), ['a', 'b']);
  assert.equal(requests.length, 2);
});

test('a refused list is an error that says why', async () => {
  await assert.rejects(list(refusal(401, { type: 'error', error: { type: 'authentication_error', message: `bad ${testKey}` } })), (error) =>
    error instanceof LlmError && error.kind === 'auth' && !error.message.includes(testKey));
});

test('an address without a list says so', async () => {
  const dialect = await anthropicMessages({ connect: () => ({ create: () => Promise.reject(new Error('unused')) }) }).load();
  await assert.rejects(Promise.resolve(dialect.listModels?.(endpointAt('http://127.0.0.1:9'), new AbortController().signal)), { kind: 'not-found' });
});

test('the windows of the well-known models are known beforehand', () => {
  for (const model of anthropic.models) {
    const expected = model === 'claude-haiku-4-5' ? [200_000, 64_000] : [1_000_000, 128_000];
    const info = anthropic.describe?.(model);
    assert.deepEqual([info?.contextWindow, info?.maxOutput], expected, model);
  }
  assert.equal(anthropic.describe?.('claude-3-5-haiku-20241022'), undefined);
});
