// The OpenAI chat wire from the server's side: requests as it reads them, refusals as it words them.

import { nonEmptyString, property } from '../../../src/core/dialects/wire/json.ts';
import type { RefusalKind, Understood, WireRefusal } from './wire.ts';

const refusals: Readonly<Record<RefusalKind, readonly [status: number, error: object]>> = {
  auth: [401, { message: 'Incorrect API key provided: sk-sim**ated. You can find your API key at https://platform.openai.com/account/api-keys.', type: 'invalid_request_error', param: null, code: 'invalid_api_key' }],
  permission: [403, { message: 'Project does not have access to model gpt-6-astra', type: 'invalid_request_error', param: null, code: 'model_not_found' }],
  quota: [429, { message: 'You exceeded your current quota, please check your plan and billing details.', type: 'insufficient_quota', param: null, code: 'insufficient_quota' }],
  'rate-limit': [429, { message: 'Rate limit reached for gpt-6-sol on tokens per min (TPM)', type: 'tokens', param: null, code: 'rate_limit_exceeded' }],
  overloaded: [503, { message: 'That model is currently overloaded with other requests.', type: 'server_error', param: null, code: null }],
  server: [500, { message: 'The server had an error while processing your request. Sorry about that!', type: 'server_error', param: null, code: null }],
  'context-overflow': [400, { message: "This model's maximum context length is 128000 tokens. However, your messages resulted in 130000 tokens. Please reduce the length of the messages.", type: 'invalid_request_error', param: 'messages', code: 'context_length_exceeded' }],
  'not-found': [404, { message: 'The model `gpt-nothing` does not exist or you do not have access to it.', type: 'invalid_request_error', param: null, code: 'model_not_found' }],
  'bad-request': [400, { message: "Invalid 'messages[0].content': string too long.", type: 'invalid_request_error', param: 'messages[0].content', code: 'string_above_max_length' }],
  'content-filter': [400, { message: "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.", type: null, param: 'prompt', code: 'content_filter', status: 400, innererror: { code: 'ResponsibleAIPolicyViolation' } }],
};

/** A refusal as OpenAI words it. */
export function refusalOn(kind: RefusalKind): WireRefusal {
  const [status, error] = refusals[kind];
  return { status, body: JSON.stringify({ error }), headers: { 'x-request-id': 'req_sim' } };
}

interface Request {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** What the server makes of a request. */
export function understandChat({ headers, body }: Request): Understood {
  const messages = list(property(body, 'messages'));
  const isSystem = (message: unknown): boolean => ['system', 'developer'].includes(String(property(message, 'role')));
  const turns = messages.filter((message) => !isSystem(message)).map((message) => ({ role: property(message, 'role') as 'user' | 'assistant' | 'tool', text: textIn(message) }));
  const stop = property(body, 'stop');
  const bearer = nonEmptyString(headers['authorization'])?.replace(/^Bearer /, '');
  return {
    model: nonEmptyString(property(body, 'model')) ?? '',
    system: messages.filter(isSystem).map(textIn).join('\n'),
    turns: turns.filter(({ text }) => text !== ''),
    images: messages.flatMap((message) => list(property(message, 'content'))).filter((part) => property(part, 'type') === 'image_url').length,
    tools: list(property(body, 'tools')).map((tool) => String(property(property(tool, 'function'), 'name'))),
    hasSchema: property(body, 'response_format') !== undefined,
    maxOutput: numberIn(body, 'max_completion_tokens') ?? numberIn(body, 'max_tokens'),
    temperature: numberIn(body, 'temperature'),
    stop: (typeof stop === 'string' ? [stop] : list(stop)).map(String),
    opaque: messages.flatMap(statesIn),
    key: bearer ?? nonEmptyString(headers['api-key']),
  };
}

/** What only this wire's servers make and read: reasoning that comes back, and what hangs on tool calls. */
function statesIn(message: unknown): string[] {
  const own = ['reasoning_content', 'reasoning', 'reasoning_details'].map((name) => property(message, name));
  const onCalls = list(property(message, 'tool_calls')).map((call) => property(call, 'extra_content'));
  return [...own, ...onCalls].filter((state) => state !== undefined).map((state) => JSON.stringify(state));
}

function textIn(message: unknown): string {
  const content = property(message, 'content');
  return typeof content === 'string' ? content : list(content).map((part) => nonEmptyString(property(part, 'text')) ?? '').join('');
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function numberIn(body: unknown, name: string): number | undefined {
  const value = property(body, name);
  return typeof value === 'number' ? value : undefined;
}
