// Nothing but the endpoint decides where a request goes and what is in it: no variable, no profile on the disk.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { overSdk } from '../../../../src/core/dialects/anthropicMessages/client.ts';
import { messageEvents } from '../../../support/simulator/anthropicMessagesWire.ts';
import { eventStream } from '../../../support/simulator/answers.ts';
import { startSimulator } from '../../../support/simulator/simulator.ts';
import { ask, callFor, endpointAt, testKey } from './support.ts';
import { anthropicMessages } from '../../../../src/core/dialects/anthropicMessages/anthropicMessages.ts';
import { collect } from '../../../support/collect.ts';

const answer = eventStream(messageEvents({ text: ['ok'] }));

/** Sets variables for as long as the result lives. */
function plant(variables: Readonly<Record<string, string>>): Disposable {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  return {
    [Symbol.dispose]() {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    },
  };
}

async function headersSent(endpoint: Parameters<typeof endpointAt>[1] = {}, call: Parameters<typeof callFor>[0] = {}) {
  await using simulator = await startSimulator(answer);
  const dialect = await anthropicMessages().load();
  const { text, finish } = await collect(dialect.stream(callFor(call), endpointAt(simulator.url, endpoint)));
  assert.equal(text, 'ok', finish.error?.message);
  assert.equal(simulator.requests.length, 1);
  const { headers, path, method } = await simulator.request(0);
  assert.deepEqual([method, path], ['POST', '/v1/messages']);
  return headers;
}

const ours = ['accept', 'accept-encoding', 'accept-language', 'anthropic-version', 'authorization', 'connection', 'content-length', 'content-type', 'host', 'sec-fetch-mode', 'user-agent', 'x-api-key'];

test('the key, the version and the configured headers are sent, and nothing else', async () => {
  const headers = await headersSent({ headers: { 'X-Team': 'blue', 'Anthropic-Beta': 'theirs' } });
  assert.deepEqual(Object.keys(headers).toSorted(), [...ours, 'anthropic-beta', 'x-team'].toSorted());
  assert.deepEqual([headers.authorization, headers['x-team'], headers['anthropic-version']], [`Bearer ${testKey}`, 'blue', '2026-10-21']);
});

test('no variable has any effect', async (context) => {
  const ways = (['warn', 'error', 'log', 'info', 'debug'] as const).map((way) => context.mock.method(console, way, () => undefined));
  using _planted = plant({
    ANTHROPIC_API_KEY: 'sk-planted-0123456789', ANTHROPIC_AUTH_TOKEN: 'planted-token', ANTHROPIC_BASE_URL: 'http://127.0.0.1:9', ANTHROPIC_LOG: 'debug', ANTHROPIC_PROFILE: 'planted',
    ANTHROPIC_CUSTOM_HEADERS: 'X-Planted: yes\nAuthorization: Bearer planted\nx-api-key: planted\nanthropic-version: planted\nanthropic-beta: planted\nUser-Agent: planted\nX-Stainless-Lang: planted',
    ANTHROPIC_WORKSPACE_ID: 'planted', ANTHROPIC_OPEN_TELEMETRY: 'true', ANTHROPIC_WEBHOOK_SIGNING_KEY: 'planted',
  });
  for (const apiKey of [testKey, undefined]) {
    const headers = await headersSent({ apiKey });
    assert.ok(!JSON.stringify(headers).includes('planted'), JSON.stringify(headers));
    assert.equal(headers.authorization, apiKey && `Bearer ${apiKey}`);
  }
  assert.deepEqual(ways.map(({ mock }) => mock.callCount()), [0, 0, 0, 0, 0]);
});

test('no profile on the disk has any effect, with a key or without', async () => {
  await using elsewhere = await startSimulator(answer);
  const home = await mkdtemp(join(tmpdir(), 'parley-home-'));
  try {
    for (const folder of [join(home, '.config', 'anthropic'), join(home, 'anthropic'), home]) {
      await mkdir(join(folder, 'configs'), { recursive: true });
      await mkdir(join(folder, 'credentials'), { recursive: true });
      await writeFile(join(folder, 'active_config'), 'default');
      await writeFile(join(folder, 'configs', 'default.json'), JSON.stringify({ version: '1.0', base_url: elsewhere.url, authentication: { type: 'user_oauth', client_id: 'planted' } }));
      await writeFile(join(folder, 'credentials', 'default.json'), JSON.stringify({ version: '1.0', type: 'oauth_token', access_token: 'planted-token', expires_at: 4_000_000_000 }), { mode: 0o600 });
    }
    for (const variables of [{ HOME: home, XDG_CONFIG_HOME: join(home, '.config') }, { XDG_CONFIG_HOME: home }, { ANTHROPIC_CONFIG_DIR: home }]) {
      using _planted = plant(variables);
      for (const apiKey of [testKey, undefined]) assert.equal((await headersSent({ apiKey })).authorization, apiKey && `Bearer ${apiKey}`);
    }
    assert.equal(elsewhere.requests.length, 0);
  } finally {
    await rm(home, { recursive: true });
  }
});

test('without a key none is sent, unless a configured header is one', async () => {
  const none = await headersSent({ apiKey: undefined });
  assert.deepEqual([none.authorization, none['x-api-key']], [undefined, undefined]);
  assert.equal((await headersSent({ apiKey: undefined, headers: { Authorization: 'Basic abc' } })).authorization, 'Basic abc');
});

test('the key goes to other servers under its old name as well, to Anthropic under one only', async () => {
  assert.equal((await headersSent())['x-api-key'], testKey);
  let seen: Headers | undefined;
  const fetch: typeof globalThis.fetch = (_input, init) => {
    seen = new Headers(init?.headers);
    return Promise.reject(new Error('not sent'));
  };
  await ask(answer, {}, { baseUrl: 'https://api.anthropic.com', fetch });
  assert.deepEqual([seen?.get('x-api-key'), seen?.get('authorization')], [null, `Bearer ${testKey}`]);
});

test('an address works with and without the path people add to it', async () => {
  await using simulator = await startSimulator(answer);
  const dialect = await anthropicMessages().load();
  for (const path of ['', '/', '/v1', '/v1/', '/v1/messages', '/proxy/v1', '/proxy']) await collect(dialect.stream(callFor(), endpointAt(simulator.url + path)));
  assert.deepEqual(simulator.requests.map((request) => request.path), [...Array<string>(5).fill('/v1/messages'), '/proxy/v1/messages', '/proxy/v1/messages']);
});

test('nothing is retried here, and nothing is written to the console', async (context) => {
  await using simulator = await startSimulator((_request, response) => void response.writeHead(529, { 'x-should-retry': 'true' }).end('{}'));
  const ways = (['warn', 'error', 'log', 'info', 'debug'] as const).map((way) => context.mock.method(console, way, () => undefined));
  const dialect = await anthropicMessages().load();
  // The SDK knows this model as deprecated and likes to say so.
  await collect(dialect.stream(callFor(), endpointAt(simulator.url, { model: 'claude-sonnet-4-5' })));
  assert.deepEqual([simulator.requests.length, ways.map(({ mock }) => mock.callCount())], [1, [0, 0, 0, 0, 0]]);
});

test('the request can be made by somebody else: the same call, the same answer', async () => {
  await using simulator = await startSimulator(answer);
  const asked: unknown[] = [];
  const connect = (endpoint: { readonly baseUrl: string }) => overSdk({
    post(path, { body, headers }) {
      asked.push(path);
      return { asResponse: () => fetch(`${endpoint.baseUrl}/elsewhere`, { method: 'POST', body: JSON.stringify(body), headers }) };
    },
  });
  const dialect = await anthropicMessages({ connect }).load();
  const { text } = await collect(dialect.stream(callFor({ sampling: { temperature: 0.5 } }), endpointAt(simulator.url, { model: 'claude-haiku-4-5' })));
  const { path, headers } = await simulator.request(0);
  assert.deepEqual([text, asked, path, headers['anthropic-version']], ['ok', ['/v1/messages'], '/elsewhere', '2023-06-01']);
});
