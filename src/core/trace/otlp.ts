// Records as OpenTelemetry's own JSON (OTLP), named by its conventions for generative AI: a span for a call, one for each
// attempt in it, and histograms of tokens, time and cost.

import { providerIn } from '../model/modelRef.ts';
import { sumTokens } from '../model/usage.ts';
import type { AttemptRecord, CallRecord, Outcome } from './record.ts';

type Value = string | number | boolean | readonly string[] | undefined;
type Attributes = Readonly<Record<string, Value>>;

const scope = { name: 'parley' };
const resource = { attributes: encode({ 'service.name': 'parley' }) };
const internal = 1;
const client = 3;
const failed = 2;
const delta = 1;

/** Names that the conventions give to vendors; others keep ours. */
const vendors: Readonly<Record<string, string>> = {
  gemini: 'gcp.gemini', vertex: 'gcp.vertex_ai', bedrock: 'aws.bedrock', azure: 'azure.ai.openai', mistral: 'mistral_ai', xai: 'x_ai',
};

const timeBounds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
const tokenBounds = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864];
const costBounds = [0.0001, 0.001, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

/** The body for `/v1/traces`. */
export function spansOf(records: readonly CallRecord[]): unknown {
  return { resourceSpans: [{ resource, scopeSpans: [{ scope, spans: records.flatMap(spansOfCall) }] }] };
}

function spansOfCall(record: CallRecord): readonly unknown[] {
  const traceId = record.id.replaceAll('-', '');
  const spanId = randomId();
  const { content } = record;
  const said = content && {
    'gen_ai.input.messages': JSON.stringify(content.input.map(({ role, text }) => ({ role, parts: [{ type: 'text', content: text }] }))),
    'gen_ai.output.messages': JSON.stringify([{ role: 'assistant', parts: [{ type: 'text', content: content.output }], finish_reason: record.reason }]),
  };
  const call = {
    traceId,
    spanId,
    name: `parley ${record.task}`,
    kind: internal,
    attributes: encode({ ...commonOf(record), ...usageOf(record), 'parley.task': record.task, 'parley.attempts': record.attempts.length, ...said, 'gen_ai.conversation.id': record.conversation }),
    events: record.decisions.map(({ at, code, message }) => ({ timeUnixNano: nanoseconds(at), name: `parley.${code}`, attributes: encode({ 'parley.message': message }) })),
    ...timesOf(record),
  };
  return [call, ...record.attempts.map((attempt) => spanOfAttempt(attempt, traceId, spanId, record.conversation))];
}

function spanOfAttempt(attempt: AttemptRecord, traceId: string, parentSpanId: string, conversation: string | undefined): unknown {
  return {
    traceId,
    spanId: randomId(),
    parentSpanId,
    name: `chat ${nameOf(attempt)}`,
    kind: client,
    attributes: encode({
      ...commonOf(attempt),
      ...usageOf(attempt),
      'gen_ai.request.max_tokens': attempt.maxOutputTokens,
      'gen_ai.response.time_to_first_chunk': attempt.firstEvent === undefined ? undefined : attempt.firstEvent / 1000,
      'http.response.status_code': attempt.error?.status,
      'parley.queue_ms': attempt.queue,
      'parley.connect_ms': attempt.connect,
      'gen_ai.conversation.id': conversation,
    }),
    ...timesOf(attempt),
  };
}

function timesOf({ startedAt, endedAt, error }: Outcome) {
  return {
    startTimeUnixNano: nanoseconds(startedAt),
    endTimeUnixNano: nanoseconds(Math.max(startedAt, endedAt)),
    status: error ? { code: failed, message: error.message } : {},
  };
}

function nameOf({ model }: Outcome): string {
  return model.slice(model.indexOf('/') + 1);
}

function commonOf(outcome: Outcome): Attributes {
  const provider = providerIn(outcome.model);
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': vendors[provider] ?? provider,
    'gen_ai.request.model': nameOf(outcome),
    'gen_ai.response.model': outcome.servedModel,
    'error.type': outcome.error?.kind,
  };
}

function usageOf({ usage, cost, reason, responseId }: Outcome): Attributes {
  const { cacheRead, cacheWrite5m, cacheWrite1h } = usage.input;
  return {
    'gen_ai.response.id': responseId,
    'gen_ai.response.finish_reasons': [reason],
    'gen_ai.usage.input_tokens': sumTokens(usage.input),
    'gen_ai.usage.output_tokens': sumTokens(usage.output),
    'gen_ai.usage.cache_read.input_tokens': cacheRead,
    'gen_ai.usage.cache_creation.input_tokens': sumTokens({ cacheWrite5m, cacheWrite1h }),
    'gen_ai.usage.reasoning.output_tokens': usage.output.reasoning,
    'parley.cost.usd': cost.provenance === 'unknown' ? undefined : cost.amount,
    'parley.cost.provenance': cost.provenance,
  };
}

/** The body for `/v1/metrics`: of every attempt, since each is a request of its own. */
export function metricsOf(records: readonly CallRecord[]): unknown {
  const attempts = records.flatMap((record) => record.attempts);
  const points = (valuesOf: (attempt: AttemptRecord) => readonly (readonly [number | undefined, Attributes])[], bounds: readonly number[]): unknown[] => {
    const groups = new Map<string, { readonly attributes: Attributes; readonly values: number[]; from: number; to: number }>();
    for (const attempt of attempts) {
      for (const [value, more] of valuesOf(attempt)) {
        if (value === undefined) continue;
        const attributes = { ...commonOf(attempt), ...more };
        const key = JSON.stringify(attributes);
        const group = groups.get(key) ?? { attributes, values: [], from: attempt.startedAt, to: attempt.endedAt };
        groups.set(key, group);
        group.values.push(value);
        group.from = Math.min(group.from, attempt.startedAt);
        group.to = Math.max(group.to, attempt.endedAt);
      }
    }
    return [...groups.values()].map((group) => pointOf(group, bounds));
  };
  const histogram = (name: string, unit: string, dataPoints: unknown[]) => ({ name, unit, histogram: { aggregationTemporality: delta, dataPoints } });
  const metrics = [
    histogram('gen_ai.client.operation.duration', 's', points(({ startedAt, endedAt }) => [[Math.max(0, endedAt - startedAt) / 1000, {}]], timeBounds)),
    histogram('gen_ai.client.operation.time_to_first_chunk', 's', points(({ firstEvent }) => [[firstEvent === undefined ? undefined : firstEvent / 1000, {}]], timeBounds)),
    histogram('gen_ai.client.token.usage', '{token}', points(({ usage }) => [[sumTokens(usage.input), { 'gen_ai.token.type': 'input' }], [sumTokens(usage.output), { 'gen_ai.token.type': 'output' }]], tokenBounds)),
    histogram('parley.client.cost', 'USD', points(({ cost }) => [[cost.provenance === 'unknown' ? undefined : cost.amount, {}]], costBounds)),
  ].filter(({ histogram: { dataPoints } }) => dataPoints.length > 0);
  return { resourceMetrics: [{ resource, scopeMetrics: [{ scope, metrics }] }] };
}

function pointOf({ attributes, values, from, to }: { readonly attributes: Attributes; readonly values: readonly number[]; readonly from: number; readonly to: number }, bounds: readonly number[]): unknown {
  const counts = Array.from({ length: bounds.length + 1 }, () => 0);
  for (const value of values) {
    const place = bounds.findIndex((bound) => value <= bound);
    const index = place < 0 ? bounds.length : place;
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return {
    attributes: encode(attributes),
    startTimeUnixNano: nanoseconds(from),
    timeUnixNano: nanoseconds(Math.max(from, to)),
    count: String(values.length),
    sum: values.reduce((sum, value) => sum + value, 0),
    bucketCounts: counts.map(String),
    explicitBounds: bounds,
  };
}

/** 64-bit figures are texts in OTLP's JSON. */
function nanoseconds(milliseconds: number): string {
  return `${BigInt(Math.round(milliseconds * 1000))}000`;
}

function encode(attributes: Attributes): readonly { readonly key: string; readonly value: unknown }[] {
  return Object.entries(attributes).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [{ key, value: encodeValue(value) }]));
}

function encodeValue(value: Exclude<Value, undefined>): unknown {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  return { arrayValue: { values: value.map((one) => ({ stringValue: one })) } };
}

function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
