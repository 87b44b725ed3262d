// The OpenAI chat wire: chunks as the vendor sends them.

import type { ServerResponse } from 'node:http';
import { eventStream } from './answers.ts';
import type { Answer } from './simulator.ts';

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

const head = { id: 'chatcmpl-sim', object: 'chat.completion.chunk', created: 1_780_000_000 };
const usualUsage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };

/** One chunk as a server-sent event. */
export function chunk(fields: object, model = 'sim-model'): string {
  return `data: ${JSON.stringify({ ...head, model, ...fields })}\n\n`;
}

function choice(delta: object, finish: string | null = null): object {
  return { choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] };
}

/** All events of a scripted answer, in order. */
export function chatEvents(script: ChatScript): string[] {
  const model = script.model ?? 'sim-model';
  const calls = script.toolCalls ?? [];
  return [
    chunk(choice({ role: 'assistant', content: '' }), model),
    ...(script.thinking ?? []).map((text) => chunk(choice({ reasoning_content: text }), model)),
    ...(script.text ?? []).map((text) => chunk(choice({ content: text }), model)),
    ...calls.flatMap(({ id, name, pieces }, index) => [
      chunk(choice({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }), model),
      ...pieces.map((piece) => chunk(choice({ tool_calls: [{ index, function: { arguments: piece } }] }), model)),
    ]),
    chunk(choice({}, script.finish ?? (calls.length > 0 ? 'tool_calls' : 'stop')), model),
    ...(script.usage === null ? [] : [chunk({ choices: [], usage: script.usage ?? usualUsage }, model)]),
    'data: [DONE]\n\n',
  ];
}

/** Answers a request with the script. */
export function chat(script: ChatScript): Answer {
  const { gate } = script;
  if (!gate) return eventStream(chatEvents(script));
  return async (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let index = 0;
    for (const event of chatEvents(script)) {
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
