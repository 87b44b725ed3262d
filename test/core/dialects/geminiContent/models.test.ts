// The list of models: page by page, with what each tells about itself.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGeminiContent } from '../../../../src/core/dialects/geminiContent/stream.ts';
import type { Endpoint } from '../../../../src/core/model/dialect.ts';
import { LlmError } from '../../../../src/core/model/llmError.ts';
import { gemini } from '../../../../src/core/providers/gemini.ts';
import { body, refusal, silence } from '../../../support/simulator/answers.ts';
import { errorBody } from '../../../support/simulator/geminiContentWire.ts';
import { type Answer, startSimulator } from '../../../support/simulator/simulator.ts';
import { geminiKey } from './support/askGemini.ts';

const model = (name: string, more: object = {}): object => ({ name: `models/${name}`, version: '001', displayName: name, inputTokenLimit: 1_048_576, outputTokenLimit: 65_536, supportedGenerationMethods: ['generateContent', 'countTokens'], ...more });
const page = (models: readonly object[], nextPageToken?: string): Answer => body(200, 'application/json', JSON.stringify({ models, nextPageToken }));

async function list(signal: AbortSignal, ...answers: readonly Answer[]) {
  await using simulator = await startSimulator(...answers);
  const endpoint: Endpoint = { provider: 'gemini', model: '', baseUrl: simulator.url, apiKey: geminiKey, headers: {}, fetch: globalThis.fetch, info: {} };
  const models = await createGeminiContent({}).listModels?.(endpoint, signal);
  return { models, requests: simulator.requests };
}

const patient = new AbortController().signal;
const failsAs = (kind: string) => (error: unknown) => error instanceof LlmError && error.kind === kind && !JSON.stringify(error).includes(geminiKey);

test('all pages are read; only models that answer are offered', async () => {
  const { models, requests } = await list(patient, page([model('gemini-3.8-flash', { thinking: true }), model('embedding-1', { supportedGenerationMethods: ['embedContent'] })], 'next'), page([model('gemma-4', { inputTokenLimit: 131_072, outputTokenLimit: 8_192 })]));
  assert.deepEqual(models, [
    { name: 'gemini-3.8-flash', contextWindow: 1_048_576, maxOutput: 65_536, thinking: true },
    { name: 'gemma-4', contextWindow: 131_072, maxOutput: 8_192, thinking: undefined },
  ]);
  assert.deepEqual(requests.map(({ path }) => path), ['/v1beta/models?pageSize=1000', '/v1beta/models?pageSize=1000&pageToken=next']);
  assert.ok(requests.every(({ headers }) => headers['x-goog-api-key'] === geminiKey));
});

test('refusals, pages of proxies and a stop are told as what they are', async () => {
  await assert.rejects(list(patient, refusal(401, errorBody(401, 'UNAUTHENTICATED', `API key ${geminiKey} not valid`))), failsAs('auth'));
  await assert.rejects(list(patient, refusal(503, errorBody(503, 'UNAVAILABLE', 'busy'))), failsAs('overloaded'));
  await assert.rejects(list(patient, body(200, 'text/html', `<p>${geminiKey}</p>`)), failsAs('bad-response'));
  await assert.rejects(list(AbortSignal.abort(), silence), failsAs('cancelled'));
});

test('where there is no list at the address, none is asked for', () => {
  assert.ok(!('listModels' in createGeminiContent({ platform: 'vertex', apiVersion: '' })));
});

test('the vendor\'s file knows its models and nothing about others', () => {
  for (const name of gemini.models) assert.deepEqual(gemini.describe?.(name), { contextWindow: 1_048_576, maxOutput: 65_536, thinking: true, images: true, tools: true });
  for (const name of ['gemini-2.5-flash-image', 'gemini-2.5-pro-preview-tts', 'gemma-4', 'gemini-2.0-flash']) assert.equal(gemini.describe?.(name), undefined);
});
