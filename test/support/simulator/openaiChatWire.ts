// The OpenAI chat wire: chunks as the vendor sends them, or as one of the many servers that differ from it.

import type { ServerResponse } from 'node:http';
import { property } from '../../../src/core/dialects/wire/json.ts';
import { eventStream } from './answers.ts';
import type { Answer } from './simulator.ts';
import { refusalOn, understandChat } from './openaiChatRequests.ts';
import type { Script, ScriptUsage, Wire } from './wire.ts';

/** What the model is to say. */
export interface ChatScript {
  readonly text?: readonly string[];
  readonly thinking?: readonly string[];
  readonly toolCalls?: readonly { readonly id: string; readonly name: string; readonly pieces: readonly string[] }[];
  readonly finish?: string;
  readonly usage?: unknown;
  readonly model?: string;
  /** Called before each text piece: a way to hold the stream. */
  readonly gate?: (index: number) => Promise<void>;
}

/** How a server differs from the vendor. */
export interface ChatOddities {
  /** Where usage is told. Default: in a chunk of its own, without choices. */
  readonly usageAt?: 'finish' | 'choice' | 'x_groq' | 'every-chunk';
  /** How thinking is sent. Default: as `reasoning_content`. */
  readonly thinkingAs?: 'reasoning' | 'parts' | 'tags' | 'details';
  /** Whole calls in one delta, without an index or a type. */
  readonly wholeToolCalls?: boolean;
  /** Sent before everything else. */
  readonly before?: readonly string[];
  /** More fields of every chunk, such as timings. */
  readonly fields?: object;
  /** More fields of the usage, such as a cost. */
  readonly usageFields?: object;
  /** False: the stream ends without `[DONE]`. */
  readonly done?: boolean;
}

const head = { id: 'chatcmpl-sim', object: 'chat.completion.chunk', created: 1_780_000_000 };
const usualUsage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };

/** One chunk as a server-sent event. */
export function chunk(fields: object, model = 'sim-model'): string {
  return `data: ${JSON.stringify({ ...head, model, ...fields })}\n\n`;
}

function choice(delta: object, finish: string | null = null): { choices: object[] } {
  return { choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] };
}

function thinkingDelta(text: string, index: number, last: number, as: ChatOddities['thinkingAs']): object {
  switch (as) {
    case 'reasoning':
      return { reasoning: text };
    case 'parts':
      return { content: [{ type: 'thinking', thinking: [{ type: 'text', text }] }] };
    case 'tags':
      return { content: `${index === 0 ? '<think>\n' : ''}${text}${index === last ? '</think>\n\n' : ''}` };
    case 'details':
      return { reasoning: text, reasoning_details: [{ type: 'reasoning.text', text, format: 'anthropic-claude-v1', index: 0, ...(index === last && { signature: 'sig==' }) }] };
    default:
      return { reasoning_content: text };
  }
}

/** All events of a scripted answer, in order. */
export function chatEvents(script: ChatScript, oddities: ChatOddities = {}): string[] {
  const { usageAt, thinkingAs, before = [], fields = {} } = oddities;
  const { text = [], thinking = [], toolCalls = [], model = 'sim-model' } = script;
  const usage = script.usage === null ? undefined : { ...(script.usage ?? usualUsage), ...oddities.usageFields };
  const everywhere = usageAt === 'every-chunk' && usage ? { usage } : {};
  const send = (more: object): string => chunk({ ...more, ...fields, ...everywhere }, model);
  const calls = oddities.wholeToolCalls
    ? (toolCalls.length > 0 ? [send(choice({ tool_calls: toolCalls.map(({ id, name, pieces }) => ({ id, function: { name, arguments: pieces.join('') } })) }))] : [])
    : toolCalls.flatMap(({ id, name, pieces }, index) => [
        send(choice({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] })),
        ...pieces.map((piece) => send(choice({ tool_calls: [{ index, function: { arguments: piece } }] }))),
      ]);
  const end = choice({}, script.finish ?? (toolCalls.length > 0 ? 'tool_calls' : 'stop'));
  const withUsage: Readonly<Record<string, object>> = usage ? { finish: { ...end, usage }, choice: { choices: [{ ...end.choices[0], usage }] }, x_groq: { ...end, x_groq: { id: 'req_sim', usage } } } : {};
  return [
    ...before,
    send(choice({ role: 'assistant', content: '' })),
    ...thinking.map((piece, index) => send(choice(thinkingDelta(piece, index, thinking.length - 1, thinkingAs)))),
    ...text.map((content) => send(choice({ content }))),
    ...calls,
    send(withUsage[usageAt ?? ''] ?? end),
    ...(usage && usageAt === undefined ? [send({ choices: [], usage })] : []),
    ...(oddities.done === false ? [] : ['data: [DONE]\n\n']),
  ];
}

/** Answers a request with the script. */
export function chat(script: ChatScript, oddities?: ChatOddities): Answer {
  const { gate } = script;
  if (!gate) return eventStream(chatEvents(script, oddities));
  return async (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let index = 0;
    for (const event of chatEvents(script, oddities)) {
      if (event.includes('"content":"') && !event.includes('"content":""')) await gate(index++);
      if (response.destroyed) return;
      response.write(event);
    }
    response.end();
  };
}

/** The first events of an answer, then whatever `then` does to the connection. */
export function cutChat(script: ChatScript, events: number, then: (response: ServerResponse) => void): Answer {
  return eventStream(chatEvents(script).slice(0, events), then);
}

/** Usage as this wire tells it. */
export function usageOf({ fresh, cacheRead, cacheWrite, text, reasoning }: ScriptUsage): object {
  const prompt = fresh + (cacheRead ?? 0) + (cacheWrite ?? 0);
  const completion = text + (reasoning ?? 0);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    ...((cacheRead ?? cacheWrite) !== undefined && { prompt_tokens_details: { ...(cacheRead !== undefined && { cached_tokens: cacheRead }), ...(cacheWrite !== undefined && { cache_write_tokens: cacheWrite }) } }),
    ...(reasoning !== undefined && { completion_tokens_details: { reasoning_tokens: reasoning } }),
  };
}

const finishes = { stop: 'stop', 'tool-calls': 'tool_calls', length: 'length', 'content-filter': 'content_filter', refusal: 'stop' } as const;

/** A script in nobody's wire format as this wire's. A refusal is said in a field of its own. */
function scripted({ finish, usage, text = [], ...script }: Script, oddities: ChatOddities): string[] {
  const told = usage ? { usage: usageOf(usage) } : usage === null ? { usage: null } : {};
  const events = chatEvents({ ...script, text, ...told, ...(finish && { finish: finishes[finish] }) }, oddities);
  if (finish !== 'refusal') return events;
  const said = new Set(text.map((piece) => JSON.stringify({ content: piece }).slice(1, -1)));
  return events.map((event) => ([...said].some((piece) => event.includes(piece)) ? event.replace('"content":', '"refusal":') : event));
}

function isFinish(event: string | Uint8Array): boolean {
  const data = typeof event === 'string' && event.startsWith('data: {') ? (JSON.parse(event.slice(6)) as unknown) : undefined;
  const choices = property(data, 'choices');
  return Array.isArray(choices) && typeof property(choices[0], 'finish_reason') === 'string';
}

/** This wire as a server with these oddities speaks it. */
export function chatWireOf(oddities: ChatOddities): Wire {
  return {
    name: 'openai-chat',
    contentType: 'text/event-stream; charset=utf-8',
    events: (script) => scripted(script, oddities),
    endMark: (events) => events.findIndex(isFinish),
    refusal: refusalOn,
    overloadedEvent: () => 'data: {"error":{"message":"The engine is currently overloaded, please try again later","type":"engine_overloaded_error","code":"529"}}\n\n',
    understand: understandChat,
    answers: (path) => path.split('?')[0]?.endsWith('/chat/completions') === true,
  };
}

/** OpenAI's chat completions. */
export const openaiChatWire: Wire = chatWireOf({});
