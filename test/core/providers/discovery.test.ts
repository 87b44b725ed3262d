// Local servers are found by what they answer, over real sockets. Whatever else listens there is not taken for one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Clock, systemClock } from '../../../src/core/base/clock.ts';
import { discoverLocalServers } from '../../../src/core/providers/discovery.ts';
import { registry } from '../../../src/core/providers/registry.ts';
import { body, silence } from '../../support/simulator/answers.ts';
import { pages } from '../../support/simulator/pages.ts';
import { type Answer, startSimulator } from '../../support/simulator/simulator.ts';

const clockOfAnHour: Clock = { now: () => 0, after: (_milliseconds, action) => systemClock.after(3_600_000, action) };

/** Looks for servers while these listen on the usual ports; all other ports are closed. */
async function discover(listening: Readonly<Record<number, Answer>>, clock: Clock = clockOfAnHour, signal?: AbortSignal, see: (address: URL, response: Response) => Response = (_address, response) => response) {
  await using servers = new AsyncDisposableStack();
  const urls = new Map<string, string>();
  for (const [port, answer] of Object.entries(listening)) urls.set(port, servers.use(await startSimulator(answer)).url);
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    const address = new URL(input as string);
    asked.push(address.href);
    assert.equal(address.hostname, '127.0.0.1');
    assert.equal(new Headers(init?.headers).get('authorization'), null);
    const url = urls.get(address.port);
    return url === undefined ? Promise.reject(new TypeError('fetch failed')) : globalThis.fetch(url + address.pathname, init).then((response) => see(address, response));
  };
  return { found: await discoverLocalServers({ fetch, clock }, signal), asked };
}

const ollama = pages({ '/api/tags': { models: [{ name: 'qwen3:8b', model: 'qwen3:8b', digest: '500a', size: 1 }] }, '/api/version': { version: '0.14.1' } });
const lmstudio = pages({ '/api/v1/models': { error: 'Unexpected endpoint' }, '/api/v0/models': { object: 'list', data: [{ id: 'gemma', type: 'llm', state: 'loaded', max_context_length: 8192 }] } });
const llamacpp = pages({ '/v1/models': { object: 'list', data: [{ id: 'q.gguf', object: 'model', owned_by: 'llamacpp', meta: { n_ctx_train: 9 } }] }, '/props': { default_generation_settings: { n_ctx: 4096 }, total_slots: 1 } });
const vllm = pages({ '/v1/models': { object: 'list', data: [{ id: 'Qwen/Qwen3-8B', object: 'model', owned_by: 'vllm', max_model_len: 40_960 }] } });

test('all that run are found, with their models, at the address their provider has', async () => {
  const { found } = await discover({ 11434: ollama, 1234: lmstudio, 8080: llamacpp, 8000: vllm });
  assert.deepEqual(found.map(({ provider, models }) => [provider, models]), [
    ['ollama', [{ name: 'qwen3:8b' }]],
    ['lmstudio', [{ name: 'gemma', contextWindow: 8192 }]],
    ['llamacpp', [{ name: 'q.gguf', contextWindow: 4096 }]],
    ['vllm', [{ name: 'Qwen/Qwen3-8B', contextWindow: 40_960 }]],
  ]);
  for (const { provider, baseUrl } of found) assert.equal(registry.find(({ id }) => id === provider)?.baseUrl, baseUrl);
});

test('where nothing runs nothing is found, and each port is asked a question or two', async () => {
  const { found, asked } = await discover({});
  assert.deepEqual(found, []);
  assert.ok(asked.length <= 8);
});

test('a server without models is found; llama.cpp whose properties are locked too', async () => {
  const { found } = await discover({ 11434: pages({ '/api/tags': { models: [] }, '/api/version': { version: '0.14.1' } }), 8080: pages({ '/v1/models': { data: [{ id: 'q', owned_by: 'llamacpp' }] }, '/props': 401 }) });
  assert.deepEqual(found.map(({ provider, models }) => [provider, models.length]), [['ollama', 0], ['llamacpp', 1]]);
});

test('another program on the same port is not taken for a model server', async () => {
  const others: readonly Answer[] = [
    body(200, 'text/html', '<html>It works</html>'), body(404, 'text/plain', 'no'), body(200, 'application/json', '[]'), body(200, 'application/json', 'null'), body(200, 'application/json', '"ok"'),
    body(200, 'application/json', '{"data":[],"models":[],"object":"list"}'), body(200, 'application/json', '{"data":[{"id":"a","owned_by":"me"}],"models":[{"name":"a"}]}'),
    body(302, 'text/html', '', { location: 'https://example.com/' }), (_request, response) => void response.destroy(), vllm,
  ];
  for (const other of others) {
    const { found } = await discover({ 11434: other, 8080: other, 8000: other === vllm ? body(200, 'application/json', '{}') : other });
    assert.deepEqual(found, [], other.toString());
  }
});

test('a server that keeps silent or never ends holds nobody up, and the others are still found', async () => {
  const endless: Answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"models":[');
  };
  let fire = (): void => undefined;
  const clock: Clock = { now: () => 0, after: (milliseconds, action) => {
    assert.equal(milliseconds, 300);
    fire = action;
    return { dispose: () => undefined };
  } };
  const { found } = await discover({ 11434: silence, 1234: endless, 8000: vllm }, clock, undefined, (address, response) => (address.port === '8000' ? whenRead(response, () => fire()) : response));
  assert.deepEqual(found.map(({ provider }) => provider), ['vllm']);
});

/** The response, with `then` once all of it was read. */
function whenRead(response: Response, then: () => void): Response {
  const all = new TransformStream<Uint8Array, Uint8Array>({ flush: () => void setImmediate(then) });
  return new Response(response.body?.pipeThrough(all) ?? null, response);
}

test('an answer without end is cut off', async () => {
  let sent = 0;
  const flood: Answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = (): void => {
      while (!response.destroyed && sent < 64 * 1024 * 1024) {
        sent += 65_536;
        if (!response.write('x'.repeat(65_536))) return;
      }
      response.end();
    };
    response.on('drain', more);
    more();
  };
  assert.deepEqual((await discover({ 8000: flood })).found, []);
  assert.ok(sent < 32 * 1024 * 1024, `${sent} bytes were sent`);
});

test('nobody is followed elsewhere', async () => {
  await using elsewhere = await startSimulator(vllm);
  const { found } = await discover({ 8000: body(302, 'text/plain', '', { location: `${elsewhere.url}/v1/models` }) });
  assert.deepEqual([found, elsewhere.requests.length], [[], 0]);
});

test('calling off ends the search at once', async () => {
  const stop = new AbortController();
  const asking: Answer = () => stop.abort();
  assert.deepEqual((await discover({ 11434: asking }, clockOfAnHour, stop.signal)).found, []);
  assert.deepEqual((await discover({ 8000: vllm }, clockOfAnHour, AbortSignal.abort())).found, []);
});
