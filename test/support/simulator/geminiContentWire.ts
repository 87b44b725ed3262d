// Gemini's wire: chunks as the vendor sends them, signatures and empty last parts included.

import { property } from '../../../src/core/dialects/wire/json.ts';
import type { RefusalKind, Script, ScriptUsage, Understood, Wire, WireRefusal } from './wire.ts';

/** One chunk as a server-sent event; the vendor ends its lines with a carriage return, too. */
export function chunk(fields: object): string {
  return `data: ${JSON.stringify(fields)}\r\n\r\n`;
}

/** A chunk of one candidate. */
export function candidate(parts: readonly object[], more: object = {}, rest: object = {}): object {
  return { candidates: [{ content: { parts, role: 'model' }, index: 0, ...more }], modelVersion: 'sim-model', responseId: 'resp-Sim_1', ...rest };
}

const usual: ScriptUsage = { fresh: 11, text: 7 };
const finishWords = { 'stop': 'STOP', 'tool-calls': 'STOP', 'length': 'MAX_TOKENS', 'content-filter': 'SAFETY', 'refusal': 'PROHIBITED_CONTENT' } as const;

function usageMetadata({ fresh, cacheRead, text, reasoning }: ScriptUsage): object {
  const prompt = fresh + (cacheRead ?? 0);
  return {
    promptTokenCount: prompt,
    candidatesTokenCount: text,
    totalTokenCount: prompt + text + (reasoning ?? 0),
    ...(cacheRead !== undefined && { cachedContentTokenCount: cacheRead, cacheTokensDetails: [{ modality: 'TEXT', tokenCount: cacheRead }] }),
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: prompt }],
    ...(reasoning !== undefined && { thoughtsTokenCount: reasoning }),
  };
}

function events(script: Script): string[] {
  const usage = script.usage === null ? undefined : (script.usage ?? usual);
  const prompt = usage && { promptTokenCount: usage.fresh + (usage.cacheRead ?? 0), totalTokenCount: usage.fresh + (usage.cacheRead ?? 0) };
  const rest = { modelVersion: script.model ?? 'sim-model', ...(prompt && { usageMetadata: prompt }) };
  const calls = script.toolCalls ?? [];
  const signed = (script.thinking?.length ?? 0) > 0 && calls.length === 0;
  return [
    ...(script.thinking ?? []).map((text) => candidate([{ text, thought: true }], {}, rest)),
    ...(script.text ?? []).map((text) => candidate([{ text }], {}, rest)),
    ...calls.map(({ id, name, pieces }, index) =>
      candidate([{ functionCall: { name, args: JSON.parse(pieces.join('') || '{}') as unknown, id }, ...(index === 0 && { thoughtSignature: 'c2lnbmVkIHRob3VnaHQ=' }) }], {}, rest)),
    candidate(
      [{ text: '', ...(signed && { thoughtSignature: 'c2lnbmVkIHRleHQ=' }) }],
      { finishReason: finishWords[script.finish ?? 'stop'] },
      { modelVersion: script.model ?? 'sim-model', ...(usage && { usageMetadata: usageMetadata(usage) }) },
    ),
  ].map(chunk);
}

const type = (name: string): string => `type.googleapis.com/google.rpc.${name}`;
const perDay = { quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests', quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier', quotaValue: '250' };
const perMinute = { quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests', quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier', quotaValue: '10' };
const exceeded = 'You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.';

/** The body of a refusal, as the vendor words it. */
export function errorBody(code: number, status: string, message: string, details: readonly object[] = []): object {
  return { error: { code, message, status, ...(details.length > 0 && { details }) } };
}

const refusals: Readonly<Record<RefusalKind, readonly [number, string, string, (readonly object[])?]>> = {
  'auth': [400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [{ '@type': type('ErrorInfo'), 'reason': 'API_KEY_INVALID', 'domain': 'googleapis.com', 'metadata': { service: 'generativelanguage.googleapis.com' } }]],
  'permission': [403, 'PERMISSION_DENIED', 'The caller does not have permission'],
  'quota': [429, 'RESOURCE_EXHAUSTED', `${exceeded}\nPlease retry in 41.2s.`, [{ '@type': type('QuotaFailure'), 'violations': [perDay] }, { '@type': type('RetryInfo'), 'retryDelay': '41.2s' }]],
  'rate-limit': [429, 'RESOURCE_EXHAUSTED', `${exceeded}\nPlease retry in 3.5s.`, [{ '@type': type('QuotaFailure'), 'violations': [perMinute] }, { '@type': type('RetryInfo'), 'retryDelay': '3.5s' }]],
  'overloaded': [503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'],
  'server': [500, 'INTERNAL', 'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting'],
  'context-overflow': [400, 'INVALID_ARGUMENT', 'The input token count (1200345) exceeds the maximum number of tokens allowed (1048576).'],
  'not-found': [404, 'NOT_FOUND', 'models/nothing is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models.'],
  'bad-request': [400, 'INVALID_ARGUMENT', "Invalid value at 'generation_config.temperature' (TYPE_FLOAT), \"hot\""],
  'content-filter': [400, 'INVALID_ARGUMENT', 'The request was refused by the content_filter.'],
};

function refusal(kind: RefusalKind): WireRefusal {
  const [status, word, message, details] = refusals[kind];
  return { status, body: JSON.stringify(errorBody(status, word, message, details), undefined, 2) };
}

function understand({ path, headers, body }: Parameters<Wire['understand']>[0]): Understood {
  const contents = list(property(body, 'contents'));
  const config = property(body, 'generationConfig');
  const declarations = list(property(body, 'tools')).flatMap((tool) => list(property(tool, 'functionDeclarations')));
  const parts = contents.flatMap((content) => list(property(content, 'parts')));
  // Vertex takes a token instead of a key.
  const key = headers['x-goog-api-key'] ?? /^Bearer (.+)$/.exec(String(headers['authorization']))?.[1];
  return {
    model: /models\/([^:]+):/.exec(decodeURIComponent(path))?.[1] ?? '',
    system: textIn(list(property(property(body, 'systemInstruction'), 'parts'))),
    turns: contents.flatMap(turnsOf).filter(({ text }) => text !== ''),
    images: parts.filter((part) => property(part, 'inlineData') !== undefined).length,
    tools: declarations.map((declaration) => String(property(declaration, 'name'))),
    hasSchema: property(config, 'responseJsonSchema') !== undefined,
    maxOutput: numberOr(property(config, 'maxOutputTokens')),
    temperature: numberOr(property(config, 'temperature')),
    stop: list(property(config, 'stopSequences')).map(String),
    opaque: parts.map(stateOf).filter((state) => state !== '{}'),
    key: typeof key === 'string' ? key : undefined,
  };
}

/** What only this vendor can have put there: a signature, or an id of a call. */
function stateOf(part: unknown): string {
  const told = property(part, 'thoughtSignature');
  return JSON.stringify({ thoughtSignature: told === 'skip_thought_signature_validator' ? undefined : told, id: property(property(part, 'functionCall'), 'id') });
}

function turnsOf(content: unknown): Understood['turns'][number][] {
  const parts = list(property(content, 'parts')).filter((part) => property(part, 'thought') !== true);
  if (property(content, 'role') === 'model') return [{ role: 'assistant', text: textIn(parts) }];
  const results = parts.flatMap((part) => {
    const response = property(property(part, 'functionResponse'), 'response');
    return response === undefined ? [] : [{ role: 'tool' as const, text: String(property(response, 'output') ?? property(response, 'error')) }];
  });
  return [...results, { role: 'user', text: textIn(parts) }];
}

function textIn(parts: readonly unknown[]): string {
  return parts.map((part) => property(part, 'text')).filter((text) => typeof text === 'string').join('');
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function numberOr(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

export const geminiContentWire: Wire = {
  name: 'gemini-content',
  contentType: 'text/event-stream',
  events,
  endMark: (all) => all.length - 1,
  refusal,
  overloadedEvent: () => chunk(errorBody(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.')),
  understand,
  answers: (path) => path.includes(':streamGenerateContent'),
};
