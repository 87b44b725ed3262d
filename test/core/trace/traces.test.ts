// What is kept of calls and told to a collector: over real calls, to a real server.

import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { systemClock } from '../../../src/core/base/clock.ts';
import { silentLog } from '../../../src/core/base/log.ts';
import type { CallRecord } from '../../../src/core/trace/record.ts';
import type { OtelTarget } from '../../../src/core/trace/target.ts';
import { createTraces, type Traces } from '../../../src/core/trace/traces.ts';
import { collect } from '../../support/collect.ts';
import { callOf, simulatedClient, simulatedKey } from '../../support/simulatedClient.ts';
import { refusal } from '../../support/simulator/answers.ts';
import { chat } from '../../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';

interface Told {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Takes what it is told, and answers with these states in turn; the last one stays. */
async function startCollector(...states: readonly number[]) {
  const told: Told[] = [];
  async function take(request: IncomingMessage): Promise<number> {
    told.push({ path: request.url ?? '', headers: request.headers, body: await text(request) });
    return states[Math.min(told.length, states.length) - 1] ?? 200;
  }
  const server = createServer((request, response) => {
    void take(request).then((state) => response.writeHead(state, { location: 'http://127.0.0.1:9/' }).end('{}'));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    told,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function tracesTo(target: Partial<OtelTarget>, warned: string[] = []): Traces {
  return createTraces({ target: () => ({ endpoint: '', headers: {}, content: false, ...target }), fetch: globalThis.fetch, clock: systemClock, log: { ...silentLog, warn: (sentence) => void warned.push(sentence) } });
}

/** One call that is tried again once, and then answered. */
async function callWith(traces: Traces): Promise<CallRecord> {
  await using simulator = await startSimulator(refusal(503, { error: { message: `no ${simulatedKey}` } }, { 'retry-after-ms': '1' }), chat({ text: ['a secret answer'], usage: { prompt_tokens: 100, completion_tokens: 50, prompt_tokens_details: { cached_tokens: 40 } } }));
  const { client } = simulatedClient(`${simulator.url}/v1`, { retry: { attempts: 1 }, traces });
  await collect(client(callOf('a secret question', { conversation: 'talk', limits: { maxOutputTokens: 500 } })));
  const record = traces.recent().at(-1);
  assert.ok(record);
  return record;
}

test('a call leaves one record with each of its attempts, what was decided, and nothing of what was said', async () => {
  const record = await callWith(tracesTo({}));
  assert.deepEqual(record.attempts.map(({ reason, error, maxOutputTokens }) => [reason, error?.kind, maxOutputTokens]), [['error', 'overloaded', 500], ['stop', undefined, 500]]);
  assert.deepEqual(record.decisions.map(({ code }) => code), ['retry-wait']);
  assert.deepEqual({ task: record.task, conversation: record.conversation, reason: record.reason, cost: record.cost.provenance }, { task: 'chat', conversation: 'talk', reason: 'stop', cost: 'computed' });
  const [first, second] = record.attempts;
  assert.ok(first && second && second.startedAt >= first.endedAt && second.queue >= 0 && second.firstEvent !== undefined && first.firstEvent === undefined);
  assert.doesNotMatch(JSON.stringify(record), /secret|sk-simulated/);
});

test('only so many records are kept', async () => {
  const traces = tracesTo({});
  const record = await callWith(traces);
  for (let more = 0; more < 150; more += 1) traces.add({ ...record, id: String(more) });
  assert.deepEqual([traces.recent().length, traces.recent().at(-1)?.id], [100, '149']);
});

interface Span { readonly traceId: string; readonly spanId: string; readonly parentSpanId?: string; readonly name: string; readonly kind: number; readonly attributes: readonly Attribute[]; readonly status: { readonly code?: number }; readonly startTimeUnixNano: string; readonly endTimeUnixNano: string; readonly events?: readonly { readonly name: string }[] }
interface Attribute { readonly key: string; readonly value: { readonly stringValue?: string; readonly intValue?: string; readonly doubleValue?: number } }
const attribute = ({ attributes }: { readonly attributes: readonly Attribute[] }, name: string) => Object.values(attributes.find(({ key }) => key === name)?.value ?? {})[0];

test('a collector gets a span for the call, one for each attempt, and metrics, named as the conventions say', async () => {
  await using collector = await startCollector();
  const traces = tracesTo({ endpoint: `${collector.url}/`, headers: { 'x-team': 'editor' } });
  const record = await callWith(traces);
  await traces.flushed();
  assert.deepEqual(collector.told.map(({ path, headers }) => [path, headers['content-type'], headers['x-team']]), [['/v1/traces', 'application/json', 'editor'], ['/v1/metrics', 'application/json', 'editor']]);
  const { resourceSpans: [{ scopeSpans: [{ spans }] }] } = JSON.parse(collector.told[0]?.body ?? '') as { resourceSpans: [{ scopeSpans: [{ spans: readonly Span[] }] }] };
  const [call, failed, answered] = spans;
  assert.ok(call && failed && answered && spans.length === 3);
  for (const span of spans) {
    assert.match(span.traceId, /^[0-9a-f]{32}$/);
    assert.match(span.spanId, /^[0-9a-f]{16}$/);
    assert.ok(BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano) && BigInt(span.startTimeUnixNano) >= BigInt(record.startedAt) * 1_000_000n);
  }
  assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, 1);
  assert.deepEqual([call.parentSpanId, failed.parentSpanId, answered.parentSpanId], [undefined, call.spanId, call.spanId]);
  assert.deepEqual([call.name, failed.name, failed.status.code, answered.status.code, answered.kind], ['parley chat', 'chat sim-model', 2, undefined, 3]);
  assert.deepEqual(call.events?.map(({ name }) => name), ['parley.retry-wait']);
  const names = ['gen_ai.operation.name', 'gen_ai.provider.name', 'gen_ai.request.model', 'gen_ai.usage.input_tokens', 'gen_ai.usage.output_tokens', 'gen_ai.usage.cache_read.input_tokens', 'gen_ai.request.max_tokens', 'gen_ai.conversation.id'];
  assert.deepEqual(names.map((name) => attribute(answered, name)), ['chat', 'openai', 'sim-model', '100', '50', '40', '500', 'talk']);
  assert.equal(attribute(failed, 'error.type'), 'overloaded');
  assert.equal(attribute(answered, 'parley.cost.usd'), record.cost.provenance === 'unknown' ? 0 : record.cost.amount);
  const { resourceMetrics: [{ scopeMetrics: [{ metrics }] }] } = JSON.parse(collector.told[1]?.body ?? '') as { resourceMetrics: [{ scopeMetrics: [{ metrics: readonly { name: string; histogram: { dataPoints: readonly { count: string; sum: number; bucketCounts: readonly string[]; explicitBounds: readonly number[] }[] } }[] }] }] };
  assert.deepEqual(metrics.map(({ name, histogram }) => [name, histogram.dataPoints.length]), [['gen_ai.client.operation.duration', 2], ['gen_ai.client.operation.time_to_first_chunk', 1], ['gen_ai.client.token.usage', 2], ['parley.client.cost', 2]]);
  for (const { histogram } of metrics) for (const { count, bucketCounts, explicitBounds } of histogram.dataPoints) {
    assert.equal(bucketCounts.length, explicitBounds.length + 1);
    assert.equal(bucketCounts.reduce((sum, one) => sum + Number(one), 0), Number(count));
  }
  assert.doesNotMatch(collector.told.map(({ body }) => body).join(''), /secret|sk-simulated/);
});

test('what was said goes to the collector only where that is wanted, masked, and stays out of the ring', async () => {
  await using collector = await startCollector();
  const traces = tracesTo({ endpoint: collector.url, content: true });
  const record = await callWith(traces);
  await traces.flushed();
  assert.match(collector.told[0]?.body ?? '', /a secret question.*a secret answer/);
  assert.equal(record.content, undefined);
});

test('without an address nobody is told; a collector in trouble is asked once more, told of once, and fails no call', async () => {
  await using silent = await startCollector();
  const nowhere = tracesTo({ content: true });
  await callWith(nowhere);
  await nowhere.flushed();
  assert.deepEqual([silent.told.length, nowhere.withContent()], [0, false]);
  const warned: string[] = [];
  await using busy = await startCollector(503, 200);
  const told = tracesTo({ endpoint: busy.url }, warned);
  await callWith(told);
  await told.flushed();
  assert.deepEqual([busy.told.map(({ path }) => path), warned], [['/v1/traces', '/v1/traces', '/v1/metrics'], []]);
  for (const [endpoint, requests] of [['http://127.0.0.1:9', 0], ['nonsense', 0]] as const) {
    const trouble: string[] = [];
    const traces = tracesTo({ endpoint }, trouble);
    assert.equal((await callWith(traces)).reason, 'stop');
    await traces.flushed();
    assert.deepEqual([trouble.length, requests], [1, 0]);
  }
});

test('no redirect is followed: what is told goes to the address a person set', async () => {
  await using elsewhere = await startCollector(307);
  const warned: string[] = [];
  const traces = tracesTo({ endpoint: elsewhere.url, headers: { authorization: 'Bearer abcdefgh' } }, warned);
  await callWith(traces);
  await traces.flushed();
  assert.deepEqual([elsewhere.told.length, warned.length], [1, 1]);
});
