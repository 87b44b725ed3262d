// The OpenAI Responses wire: named events as the vendor sends them, and requests as it reads them.

import { nonEmptyString, property } from '../../../src/core/dialects/wire/json.ts';
import type { RefusalKind, Script, ScriptUsage, Understood, Wire, WireRefusal } from './wire.ts';

/** One named server-sent event, without its number: `numbered` gives it one. */
export function event(type: string, fields: object = {}): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}

/** Events of one item, between its beginning and its end. */
interface OutputItem {
  readonly begun: object;
  readonly whole: object;
  readonly between: readonly string[];
}

type ItemAt = (output_index: number) => OutputItem;

/** A reasoning item with a summary of several parts, each of several pieces. */
export function reasoning(parts: readonly (readonly string[])[], id = 'rs_sim', encrypted_content: string | null = 'gAAAAABsim+reasoning=='): ItemAt {
  return (output_index) => {
    const summary = parts.map((pieces) => ({ type: 'summary_text', text: pieces.join('') }));
    const between = parts.flatMap((pieces, summary_index) => {
      const place = { item_id: id, output_index, summary_index };
      return [
        event('response.reasoning_summary_part.added', { ...place, part: { type: 'summary_text', text: '' } }),
        ...pieces.map((delta) => event('response.reasoning_summary_text.delta', { ...place, delta, obfuscation: 'h7Qz' })),
        event('response.reasoning_summary_text.done', { ...place, text: pieces.join('') }),
        event('response.reasoning_summary_part.done', { ...place, part: summary[summary_index] }),
      ];
    });
    const told = encrypted_content === null ? {} : { encrypted_content };
    return { begun: { id, type: 'reasoning', ...told, summary: [] }, between, whole: { id, type: 'reasoning', ...told, summary } };
  };
}

/** A message of one part: text, or a refusal. */
export function message(pieces: readonly string[], { id = 'msg_sim', kind = 'output_text', phase }: { readonly id?: string; readonly kind?: 'output_text' | 'refusal'; readonly phase?: string } = {}): ItemAt {
  return (output_index) => {
    const place = { item_id: id, output_index, content_index: 0 };
    const text = pieces.join('');
    const part = (words: string): object => (kind === 'refusal' ? { type: 'refusal', refusal: words } : { type: 'output_text', annotations: [], logprobs: [], text: words });
    const item = (status: string, content: readonly object[]): object => ({ id, type: 'message', status, content, ...(phase !== undefined && { phase }), role: 'assistant' });
    const between = [
      event('response.content_part.added', { ...place, part: part('') }),
      ...pieces.map((delta) => event(`response.${kind}.delta`, { ...place, delta, ...(kind === 'output_text' && { logprobs: [] }), obfuscation: 'x0Lm9' })),
      event(`response.${kind}.done`, { ...place, ...(kind === 'refusal' ? { refusal: text } : { text, logprobs: [] }) }),
      event('response.content_part.done', { ...place, part: part(text) }),
    ];
    return { begun: item('in_progress', []), between, whole: item('completed', [part(text)]) };
  };
}

/** A function call. */
export function functionCall({ id, name, pieces }: { readonly id: string; readonly name: string; readonly pieces: readonly string[] }): ItemAt {
  return (output_index) => {
    const place = { item_id: `fc_${id}`, output_index };
    const item = (status: string, given: string): object => ({ id: place.item_id, type: 'function_call', status, arguments: given, call_id: id, name });
    const between = [
      ...pieces.map((delta) => event('response.function_call_arguments.delta', { ...place, delta, obfuscation: 'pQ' })),
      event('response.function_call_arguments.done', { ...place, arguments: pieces.join('') }),
    ];
    return { begun: item('in_progress', ''), between, whole: item('completed', pieces.join('')) };
  };
}

const usualUsage: ScriptUsage = { fresh: 11, cacheRead: 0, cacheWrite: 0, text: 7, reasoning: 0 };

function usageOf({ fresh, cacheRead, cacheWrite, text, reasoning: thought }: ScriptUsage): object {
  const input_tokens = fresh + (cacheRead ?? 0) + (cacheWrite ?? 0);
  const output_tokens = text + (thought ?? 0);
  return {
    input_tokens,
    input_tokens_details: { ...(cacheRead !== undefined && { cached_tokens: cacheRead }), ...(cacheWrite !== undefined && { cache_write_tokens: cacheWrite }) },
    output_tokens,
    output_tokens_details: { ...(thought !== undefined && { reasoning_tokens: thought }) },
    total_tokens: input_tokens + output_tokens,
  };
}

/** What the beginning and the end of a stream say of the whole. */
export function response(status: string, fields: object = {}, model = 'sim-model'): object {
  return { id: 'resp_sim', object: 'response', created_at: 1_780_000_000, status, background: false, error: null, incomplete_details: null, instructions: null, model, output: [], store: false, usage: null, metadata: {}, ...fields };
}

export interface Ending {
  readonly status?: 'completed' | 'incomplete' | 'failed';
  readonly fields?: object;
  readonly usage?: ScriptUsage | null | undefined;
  readonly model?: string | undefined;
}

/** All events of a response of these items, numbered. */
export function responseEvents(items: readonly ItemAt[], { status = 'completed', fields = {}, usage = usualUsage, model }: Ending = {}): string[] {
  const output = items.map((item, index) => item(index));
  const last = { output: output.map(({ whole }) => whole), usage: usage && usageOf(usage), ...fields };
  return numbered([
    event('response.created', { response: response('in_progress', {}, model) }),
    event('response.in_progress', { response: response('in_progress', {}, model) }),
    ...output.flatMap(({ begun, between, whole }, output_index) => [
      event('response.output_item.added', { output_index, item: begun }),
      ...between,
      event('response.output_item.done', { output_index, item: whole }),
    ]),
    event(`response.${status}`, { response: response(status, last, model) }),
  ]);
}

function numbered(events: readonly string[]): string[] {
  return events.map((one, sequence_number) => one.replace(/\}\n\n$/, `,"sequence_number":${sequence_number}}\n\n`));
}

/** All events of a scripted answer. */
export function scriptedEvents({ thinking = [], text = [], toolCalls = [], finish, usage, model }: Script): string[] {
  const items = [
    ...(thinking.length > 0 ? [reasoning([thinking])] : []),
    ...(text.length > 0 ? [message(text, finish === 'refusal' ? { kind: 'refusal' } : { phase: 'final_answer' })] : []),
    ...toolCalls.map(functionCall),
  ];
  const reason = { length: 'max_output_tokens', 'content-filter': 'content_filter' }[String(finish)];
  const ending = reason === undefined ? {} : { status: 'incomplete' as const, fields: { incomplete_details: { reason } } };
  return responseEvents(items, { ...ending, usage, model });
}

const refusals: Readonly<Record<RefusalKind, readonly [status: number, error: object]>> = {
  auth: [401, { message: 'Incorrect API key provided: sk-sim**ated. You can find your API key at https://platform.openai.com/account/api-keys.', type: 'invalid_request_error', param: null, code: 'invalid_api_key' }],
  permission: [403, { message: 'Project does not have access to model gpt-6-astra', type: 'invalid_request_error', param: null, code: 'model_not_found' }],
  quota: [429, { message: 'You exceeded your current quota, please check your plan and billing details.', type: 'insufficient_quota', param: null, code: 'insufficient_quota' }],
  'rate-limit': [429, { message: 'Rate limit reached for gpt-6-sol on tokens per min (TPM)', type: 'tokens', param: null, code: 'rate_limit_exceeded' }],
  overloaded: [503, { message: 'The server is overloaded or not ready yet', type: 'server_error', param: null, code: null }],
  server: [500, { message: 'The server had an error processing your request.', type: 'server_error', param: null, code: null }],
  'context-overflow': [400, { message: 'Your input exceeds the context window of this model.', type: 'invalid_request_error', param: 'input', code: 'context_length_exceeded' }],
  'not-found': [404, { message: 'The model `gpt-nothing` does not exist', type: 'invalid_request_error', param: null, code: 'model_not_found' }],
  'bad-request': [400, { message: 'Invalid value: \'tol\'.', type: 'invalid_request_error', param: 'input[0].role', code: 'invalid_value' }],
  'content-filter': [400, { message: 'Invalid prompt: your prompt was flagged as potentially violating our usage policy.', type: 'invalid_request_error', param: null, code: 'invalid_prompt' }],
};

function refusal(kind: RefusalKind): WireRefusal {
  const [status, error] = refusals[kind];
  return { status, body: JSON.stringify({ error }), headers: { 'x-request-id': 'req_sim' } };
}

/** OpenAI's responses. */
export const openaiResponsesWire: Wire = {
  name: 'openai-responses',
  contentType: 'text/event-stream; charset=utf-8',
  events: scriptedEvents,
  endMark: (events) => events.length - 1,
  refusal,
  overloadedEvent: () => event('error', { error: { type: 'server_error', code: 'server_is_overloaded', message: 'Our servers are currently overloaded. Please try again later.', param: null } }),
  understand: ({ headers, body }) => understand(headers, body),
  answers: (path) => path.split('?')[0]?.endsWith('/responses') ?? false,
};

function understand(headers: Readonly<Record<string, unknown>>, body: unknown): Understood {
  const items = list(body, 'input');
  const content = items.flatMap((item) => [...list(item, 'content'), ...list(item, 'output')]);
  const isSystem = (item: unknown): boolean => /^(?:system|developer)$/.test(String(property(item, 'role')));
  return {
    model: nonEmptyString(property(body, 'model')) ?? '',
    system: [nonEmptyString(property(body, 'instructions')) ?? '', ...items.filter(isSystem).map(textOf)].filter((text) => text !== '').join('\n'),
    turns: items.filter((item) => !isSystem(item)).map((item) => ({ role: roleOf(item), text: textOf(item) })).filter(({ text }) => text !== ''),
    images: content.filter((part) => property(part, 'type') === 'input_image').length,
    tools: list(body, 'tools').map((tool) => String(property(tool, 'name'))),
    hasSchema: property(property(property(body, 'text'), 'format'), 'type') === 'json_schema',
    maxOutput: property(body, 'max_output_tokens') as number | undefined,
    temperature: property(body, 'temperature') as number | undefined,
    stop: [],
    opaque: items.flatMap((item) => [property(item, 'encrypted_content'), property(item, 'phase')]).filter((state) => state !== undefined).map((state) => JSON.stringify(state)),
    key: /^Bearer (.+)$/.exec(nonEmptyString(headers['authorization']) ?? '')?.[1] ?? nonEmptyString(headers['api-key']),
  };
}

function roleOf(item: unknown): 'user' | 'assistant' | 'tool' {
  if (property(item, 'type') === 'function_call_output') return 'tool';
  return property(item, 'role') === 'assistant' ? 'assistant' : 'user';
}

function textOf(item: unknown): string {
  const output = property(item, 'output');
  if (typeof output === 'string') return output;
  return [...list(item, 'content'), ...list(item, 'output')].map((part) => nonEmptyString(property(part, 'text')) ?? '').join('');
}

function list(value: unknown, name: string): readonly unknown[] {
  const found = property(value, name);
  return Array.isArray(found) ? (found as unknown[]) : [];
}
