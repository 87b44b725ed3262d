// Where requests go, as whom, and that nothing but the endpoint decides it.

import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { createGeminiContent } from '../../../../src/core/dialects/geminiContent/stream.ts';
import type { Endpoint } from '../../../../src/core/model/dialect.ts';
import { collect } from '../../../support/collect.ts';
import { eventStream, refusal } from '../../../support/simulator/answers.ts';
import { errorBody, geminiContentWire } from '../../../support/simulator/geminiContentWire.ts';
import { type Simulator, startSimulator } from '../../../support/simulator/simulator.ts';
import { askGemini, geminiCall, geminiClient, geminiKey } from './support/askGemini.ts';

const says = eventStream(geminiContentWire.events({ text: ['ok'] }));

const planted = {
  GOOGLE_API_KEY: 'planted-key', GEMINI_API_KEY: 'planted-key', GOOGLE_GENAI_API_KEY: 'planted-key', GOOGLE_GENAI_ACCESS_TOKEN: 'planted-token',
  GOOGLE_GEMINI_BASE_URL: 'http://127.0.0.1:9/planted', GOOGLE_VERTEX_BASE_URL: 'http://127.0.0.1:9/planted', GOOGLE_GENAI_API_VERSION: 'v9planted', GOOGLE_GENAI_USER_PROJECT: 'planted',
  GOOGLE_GENAI_USE_VERTEXAI: 'true', GOOGLE_GENAI_USE_ENTERPRISE: 'true', GOOGLE_CLOUD_PROJECT: 'planted', GOOGLE_CLOUD_LOCATION: 'planted', GOOGLE_APPLICATION_CREDENTIALS: '/planted.json',
};

test('the key and the configured headers are sent, and nothing that the environment adds; nothing is printed', async () => {
  Object.assign(process.env, planted);
  const printed = (['log', 'debug', 'info', 'warn', 'error'] as const).map((name) => mock.method(console, name, () => undefined));
  try {
    const { text, seen } = await askGemini(says, {}, { headers: { 'X-Team': 'blue' } });
    assert.equal(text, 'ok');
    assert.equal(seen.path, '/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse');
    assert.equal(seen.headers['x-goog-api-key'], geminiKey);
    assert.equal(seen.headers['x-team'], 'blue');
    assert.equal(seen.headers['content-type'], 'application/json');
    assert.equal(seen.headers.authorization, undefined);
    assert.ok(!JSON.stringify([seen.headers, seen.body, seen.path]).includes('planted'));
    assert.ok(!`${seen.path}${JSON.stringify(seen.body)}`.includes(geminiKey));
    for (const method of printed) assert.equal(method.mock.callCount(), 0);
  } finally {
    for (const name of Object.keys(planted)) delete process.env[name];
    mock.restoreAll();
  }
});

test('a version can be set, or stand at the end of the address; v1beta is meant otherwise', async () => {
  const cases: readonly [string, string | undefined, string][] = [
    ['', undefined, '/v1beta/'], ['/', undefined, '/v1beta/'], ['/v1beta', undefined, '/v1beta/'], ['/v1alpha/', undefined, '/v1alpha/'],
    ['', 'v1', '/v1/'], ['/v1beta', 'v1', '/v1/'], ['/gemini', undefined, '/gemini/v1beta/'], ['/gemini/v1', undefined, '/gemini/v1/'],
  ];
  for (const [suffix, apiVersion, expected] of cases) {
    await using simulator = await startSimulator(says);
    const settings = { baseUrl: `${simulator.url}${suffix}`, ...(apiVersion !== undefined && { apiVersion }) };
    await collect(geminiClient(settings)(geminiCall()));
    assert.equal((await simulator.request(0)).path, `${expected}models/gemini-3.8-flash:streamGenerateContent?alt=sse`, `${suffix} ${apiVersion}`);
  }
});

test('a refused request is sent once: the SDK does not try again', async () => {
  await using simulator = await startSimulator(refusal(503, errorBody(503, 'UNAVAILABLE', 'busy')));
  await collect(geminiClient({ baseUrl: simulator.url })(geminiCall()));
  assert.equal(simulator.requests.length, 1);
});

const endpointAt = (simulator: Simulator, more: Partial<Endpoint> = {}): Endpoint =>
  ({ provider: 'vertex', model: 'gemini-3.8-flash', baseUrl: simulator.url, apiKey: undefined, headers: {}, fetch: globalThis.fetch, info: {}, ...more });

test('without a key none is sent', async () => {
  await using simulator = await startSimulator(says);
  assert.equal((await collect(createGeminiContent({}).stream(geminiCall(), endpointAt(simulator)))).text, 'ok');
  assert.equal((await simulator.request(0)).headers['x-goog-api-key'], undefined);
});

test('on Vertex the path names the publisher, and a bearer token opens the door', async () => {
  await using simulator = await startSimulator(says);
  const endpoint = endpointAt(simulator, { baseUrl: `${simulator.url}/v1/projects/p/locations/global`, headers: { authorization: 'Bearer token-1' } });
  const { text } = await collect(createGeminiContent({ platform: 'vertex', apiVersion: '' }).stream(geminiCall(), endpoint));
  assert.equal(text, 'ok');
  const { path, headers } = await simulator.request(0);
  assert.equal(path, '/v1/projects/p/locations/global/publishers/google/models/gemini-3.8-flash:streamGenerateContent?alt=sse');
  assert.equal(headers.authorization, 'Bearer token-1');
  assert.equal(headers['x-goog-api-key'], undefined);
});

test('who comes another way makes the request in a way of their own', async () => {
  const events = geminiContentWire.events({ text: ['by ', 'hand'] }).join('');
  const dialect = createGeminiContent({}, (parameters) => {
    assert.equal(parameters.model, 'gemini-3.8-flash');
    return Promise.resolve(new Response(events, { headers: { 'content-type': 'text/event-stream' } }));
  });
  await using simulator = await startSimulator();
  assert.equal((await collect(dialect.stream(geminiCall(), endpointAt(simulator)))).text, 'by hand');
  assert.equal(simulator.requests.length, 0);
});
