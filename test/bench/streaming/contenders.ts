// The three ways to read a stream that are compared: all of Parley, the bare official SDK, and fetch with a parser.

import { join } from 'node:path';
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import { createParser } from 'eventsource-parser';
import OpenAI from 'openai';
import { textMessage } from '../../../src/core/model/message.ts';
import { createTokenCounter } from '../../../src/core/tokens/counter.ts';
import { createFreshRankSource } from '../../../src/host/freshRanks.ts';
import { simulatedClient } from '../../support/simulatedClient.ts';

/** Reads one whole answer; resolves with the number of characters of text in it. `onFirst` is called at the first of them. */
export type Contender = (url: string, onFirst?: () => void) => Promise<number>;

const key = 'key-0123456789abcdef';
const question = [{ role: 'user' as const, content: 'hello' }];
const model = 'sim-model';

/** Counts exactly, as in the editor. */
const tokens = createTokenCounter({ ranks: createFreshRankSource(join(import.meta.dirname, '../../../dist/ranks')) });

/** Parley with all its layers, pointed at one provider. */
function parley(provider: string, api?: 'chat' | 'responses'): Contender {
  let client: ReturnType<typeof simulatedClient>['client'] | undefined;
  return async (url, onFirst) => {
    client ??= simulatedClient(url, { key, providers: { [provider]: { baseUrl: url, api } }, tokens }).client;
    let characters = 0;
    for await (const event of client({ model: `${provider}/${model}`, messages: [textMessage('user', 'hello')], task: 'bench', signal: new AbortController().signal })) {
      if (event.type !== 'text-delta') continue;
      if (characters === 0) onFirst?.();
      characters += event.text.length;
    }
    return characters;
  };
}

/** No SDK, no layers: what reading the bytes costs at least. */
function parser(path: string, textOf: (data: never) => string | undefined): Contender {
  return async (url, onFirst) => {
    const response = await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    let characters = 0;
    const events = createParser({
      onEvent({ data }) {
        const text = data === '[DONE]' ? undefined : textOf(JSON.parse(data) as never);
        if (characters === 0 && text) onFirst?.();
        characters += text?.length ?? 0;
      },
    });
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) events.feed(decoder.decode(bytes, { stream: true }));
    return characters;
  };
}

const openai = (url: string): OpenAI => new OpenAI({ apiKey: key, baseURL: url, maxRetries: 0 });

/** By wire, then by name. */
export const contenders: Readonly<Record<string, Readonly<Record<'parley' | 'sdk' | 'parser', Contender>>>> = {
  'openai-chat': {
    parley: parley('openai', 'chat'),
    async sdk(url) {
      let characters = 0;
      for await (const chunk of await openai(url).chat.completions.create({ model, messages: question, stream: true })) characters += chunk.choices[0]?.delta.content?.length ?? 0;
      return characters;
    },
    parser: parser('/chat/completions', (chunk: OpenAI.ChatCompletionChunk) => chunk.choices[0]?.delta.content ?? undefined),
  },
  'openai-responses': {
    parley: parley('openai', 'responses'),
    async sdk(url) {
      let characters = 0;
      for await (const event of await openai(url).responses.create({ model, input: 'hello', stream: true })) if (event.type === 'response.output_text.delta') characters += event.delta.length;
      return characters;
    },
    parser: parser('/responses', (event: OpenAI.Responses.ResponseStreamEvent) => (event.type === 'response.output_text.delta' ? event.delta : undefined)),
  },
  'anthropic-messages': {
    parley: parley('anthropic'),
    async sdk(url) {
      let characters = 0;
      const client = new Anthropic({ apiKey: key, baseURL: url, maxRetries: 0 });
      for await (const event of await client.messages.create({ model, max_tokens: 1000, messages: question, stream: true })) {
        if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') characters += event.delta.text.length;
      }
      return characters;
    },
    parser: parser('/v1/messages', (event: Anthropic.RawMessageStreamEvent) => (event.type === 'content_block_delta' && event.delta.type === 'text_delta' ? event.delta.text : undefined)),
  },
  'gemini-content': {
    parley: parley('gemini'),
    async sdk(url) {
      let characters = 0;
      const client = new GoogleGenAI({ apiKey: key, apiVersion: 'v1beta', httpOptions: { baseUrl: url } });
      for await (const chunk of await client.models.generateContentStream({ model, contents: 'hello' })) characters += chunk.text?.length ?? 0;
      return characters;
    },
    parser: parser(`/v1beta/models/${model}:streamGenerateContent?alt=sse`, (chunk: { candidates?: { content?: { parts?: { text?: string }[] } }[] }) => chunk.candidates?.[0]?.content?.parts?.[0]?.text),
  },
};
