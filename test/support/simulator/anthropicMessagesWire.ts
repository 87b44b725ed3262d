// The Anthropic Messages wire: named events as the vendor sends them, and requests as it reads them.

import { nonEmptyString, property } from '../../../src/core/dialects/wire/json.ts';
import type { RefusalKind, Script, ScriptUsage, Understood, Wire, WireRefusal } from './wire.ts';

/** One named server-sent event. */
export function named(type: string, fields: object = {}): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}

/** The events of one block: its start, its deltas, its stop. */
export function block(index: number, content: object, deltas: readonly object[]): string[] {
  return [
    named('content_block_start', { index, content_block: content }),
    ...deltas.map((delta) => named('content_block_delta', { index, delta })),
    named('content_block_stop', { index }),
  ];
}

export const textBlock = (index: number, pieces: readonly string[]): string[] =>
  block(index, { type: 'text', text: '', citations: null }, pieces.map((text) => ({ type: 'text_delta', text })));

export const thinkingBlock = (index: number, pieces: readonly string[], signature = 'EqQBsigned+thinking/=='): string[] =>
  block(index, { type: 'thinking', thinking: '', signature: '' }, [...pieces.map((thinking) => ({ type: 'thinking_delta', thinking })), { type: 'signature_delta', signature }]);

export const toolBlock = (index: number, { id, name, pieces }: { readonly id: string; readonly name: string; readonly pieces: readonly string[] }): string[] =>
  block(index, { type: 'tool_use', id, name, input: {}, caller: { type: 'direct' } }, ['', ...pieces].map((partial_json) => ({ type: 'input_json_delta', partial_json })));

const usualUsage: ScriptUsage = { fresh: 11, cacheRead: 0, cacheWrite: 0, text: 7 };

/** The first event of every answer. */
export function messageStart(usage: ScriptUsage | null = usualUsage, model = 'sim-model'): string {
  const told = usage && {
    input_tokens: usage.fresh,
    ...(usage.cacheRead !== undefined && { cache_read_input_tokens: usage.cacheRead }),
    ...(usage.cacheWrite !== undefined && {
      cache_creation_input_tokens: usage.cacheWrite,
      cache_creation: { ephemeral_5m_input_tokens: usage.cacheWrite, ephemeral_1h_input_tokens: 0 },
    }),
    output_tokens: 1,
    service_tier: 'standard',
  };
  return named('message_start', {
    message: { id: 'msg_sim', type: 'message', role: 'assistant', model, content: [], container: null, stop_reason: null, stop_details: null, stop_sequence: null, ...(told && { usage: told }) },
  });
}

/** The last two events of an answer. */
export function messageEnd(stop_reason: string, usage: ScriptUsage | null = usualUsage, details: object | null = null): string[] {
  const told = usage && {
    input_tokens: usage.fresh,
    ...(usage.cacheRead !== undefined && { cache_read_input_tokens: usage.cacheRead }),
    ...(usage.cacheWrite !== undefined && { cache_creation_input_tokens: usage.cacheWrite }),
    output_tokens: usage.text + (usage.reasoning ?? 0),
    output_tokens_details: usage.reasoning === undefined ? null : { thinking_tokens: usage.reasoning },
  };
  return [named('message_delta', { delta: { stop_reason, stop_sequence: null, stop_details: details }, ...(told && { usage: told }) }), named('message_stop')];
}

const stopReasons: Readonly<Record<NonNullable<Script['finish']>, string>> = {
  stop: 'end_turn',
  'tool-calls': 'tool_use',
  length: 'max_tokens',
  refusal: 'refusal',
  'content-filter': 'guardrail_intervened',
};

/** All events of a scripted answer, in order, with the ping that always comes among the first. */
export function messageEvents(script: Script): string[] {
  const calls = script.toolCalls ?? [];
  const usage = script.usage === undefined ? usualUsage : script.usage;
  let index = 0;
  return [
    messageStart(usage, script.model),
    named('ping'),
    ...(script.thinking && script.thinking.length > 0 ? thinkingBlock(index++, script.thinking) : []),
    ...(script.text && script.text.length > 0 ? textBlock(index++, script.text) : []),
    ...calls.flatMap((call) => toolBlock(index++, call)),
    ...messageEnd(stopReasons[script.finish ?? (calls.length > 0 ? 'tool-calls' : 'stop')], usage),
  ];
}

const refusals: Readonly<Record<RefusalKind, readonly [status: number, type: string, message: string]>> = {
  auth: [401, 'authentication_error', 'invalid x-api-key'],
  permission: [403, 'permission_error', 'Your API key does not have permission to use the specified resource.'],
  quota: [400, 'invalid_request_error', 'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.'],
  'rate-limit': [429, 'rate_limit_error', 'This request would exceed your organization\'s rate limit of 40,000 input tokens per minute.'],
  overloaded: [529, 'overloaded_error', 'Overloaded'],
  server: [500, 'api_error', 'Internal server error'],
  'context-overflow': [400, 'invalid_request_error', 'prompt is too long: 1012345 tokens > 1000000 maximum'],
  'not-found': [404, 'not_found_error', 'model: claude-nothing-9'],
  'bad-request': [400, 'invalid_request_error', 'tools.0.name: String should match pattern'],
  'content-filter': [400, 'invalid_request_error', 'Output blocked by content filtering policy'],
};

function refusal(kind: RefusalKind): WireRefusal {
  const [status, type, message] = refusals[kind];
  return { status, body: JSON.stringify({ type: 'error', error: { type, message }, request_id: 'req_sim' }), headers: { 'request-id': 'req_sim' } };
}

/** Anthropic's wire. */
export const anthropicMessagesWire: Wire = {
  name: 'anthropic-messages',
  contentType: 'text/event-stream; charset=utf-8',
  events: messageEvents,
  endMark: (events) => events.findLastIndex((event) => event.toString().startsWith('event: message_stop')),
  refusal,
  overloadedEvent: () => named('error', { error: { type: 'overloaded_error', message: 'Overloaded' }, request_id: 'req_sim' }),
  understand: ({ path, headers, body }) => ({ ...understand(headers, body), model: nonEmptyString(property(body, 'model')) ?? modelIn(path) }),
  // Clouds put the same wire elsewhere: Bedrock behind a prefix, Vertex behind the model's own address.
  answers: (path) => /(?:^|\/)v1\/messages$|:streamRawPredict$/.test(path.split('?')[0] ?? ''),
};

function modelIn(path: string): string {
  return decodeURIComponent(/\/models\/([^/:]+):/.exec(path)?.[1] ?? '');
}

function understand(headers: Readonly<Record<string, unknown>>, body: unknown): Omit<Understood, 'model'> {
  const blocks = list(body, 'messages').flatMap((message) => list(message, 'content'));
  const inside = blocks.flatMap((one) => [one, ...list(one, 'content')]);
  return {
    system: list(body, 'system').map((one) => String(property(one, 'text'))).join('\n'),
    turns: list(body, 'messages').flatMap(turnsOf).filter(({ text }) => text !== ''),
    images: inside.filter((one) => property(one, 'type') === 'image').length,
    tools: list(body, 'tools').map((tool) => String(property(tool, 'name'))),
    hasSchema: property(property(property(body, 'output_config'), 'format'), 'type') === 'json_schema',
    maxOutput: property(body, 'max_tokens') as number | undefined,
    temperature: property(body, 'temperature') as number | undefined,
    stop: list(body, 'stop_sequences') as string[],
    opaque: blocks.flatMap((one) => [property(one, 'signature'), property(one, 'data')]).filter((state) => state !== undefined).map((state) => JSON.stringify(state)),
    key: /^Bearer (.+)$/.exec(nonEmptyString(headers['authorization']) ?? '')?.[1] ?? nonEmptyString(headers['x-api-key']),
  };
}

/** Results of tools travel in the user's messages here. */
function turnsOf(message: unknown): Understood['turns'][number][] {
  const role = property(message, 'role') === 'assistant' ? 'assistant' as const : 'user' as const;
  const content = list(message, 'content');
  const results = content.filter((one) => property(one, 'type') === 'tool_result');
  return [
    ...results.map((one) => ({ role: 'tool' as const, text: textsOf(list(one, 'content')) })),
    { role, text: textsOf(content) },
  ];
}

function textsOf(content: readonly unknown[]): string {
  return content.map((one) => (property(one, 'type') === 'text' ? String(property(one, 'text')) : '')).join('');
}

function list(value: unknown, name: string): readonly unknown[] {
  const found = property(value, name);
  return Array.isArray(found) ? (found as unknown[]) : [];
}
