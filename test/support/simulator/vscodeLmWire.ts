// The editor's own models as a wire: a stand-in at the port, behind which a server sends one part a line.
//
// The lines are the stand-in's own; names, codes and texts of the errors are those the editor and its extensions give.

import { Buffer } from 'node:buffer';
import type { ReadableStream } from 'node:stream/web';
import { parseJson, property } from '../../../src/core/dialects/wire/json.ts';
import type { EditorAnswerPart, EditorMessage, EditorModel, EditorModels, EditorRequest } from '../../../src/core/model/editorModels.ts';
import { usageOf } from './openaiChatWire.ts';
import type { RefusalKind, Script, Understood, Wire } from './wire.ts';

const vendor = 'simulated';

/** One model of one vendor; every question goes to the server at `url`. */
export function standInEditor(url: string): EditorModels {
  const model: EditorModel = {
    vendor, family: 'contract-model', id: 'contract-model-1', name: 'Contract Model', version: '1', maxInputTokens: 64_000, images: true, tools: true,
    send: async (request, signal) => {
      const response = await fetch(`${url}/parts`, { method: 'POST', body: asJson(request), signal });
      if (!response.ok) throw asError(await response.json());
      return partsOf(response.body as ReadableStream<Uint8Array>);
    },
    countTokens: (text) => Promise.resolve(text.length),
  };
  return { select: () => Promise.resolve([model]), onDidChange: () => ({ dispose() {} }) };
}

async function* partsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<EditorAnswerPart> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const part of lines.map(parseJson)) {
      if (property(part, 'type') === 'done') return;
      if (property(part, 'type') === 'error') throw asError(property(part, 'error'));
      const text = property(part, 'text');
      yield (property(part, 'type') === 'data' ? { type: 'data', mediaType: property(part, 'mediaType'), data: Buffer.from(String(text)) } : part) as unknown as EditorAnswerPart;
    }
  }
  throw new Error('terminated');
}

/** As it comes out of another process: name, code and text, but no class. */
function asError(facts: unknown): Error {
  return Object.assign(new Error(String(property(facts, 'message'))), facts);
}

function asJson(request: EditorRequest): string {
  return JSON.stringify(request, (_name, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value));
}

const line = (part: object): string => `${JSON.stringify(part)}\n`;

function events({ thinking = [], text = [], toolCalls = [], usage }: Script): string[] {
  const told = usage === null ? [] : [line({ type: 'data', mediaType: 'usage', text: JSON.stringify(usageOf(usage ?? { fresh: 11, text: 7 })) })];
  return [
    ...thinking.map((value) => line({ type: 'other', value: { value, id: 'thought' } })),
    ...(text.length > 0 ? text : ['']).map((piece) => line({ type: 'text', text: piece })),
    ...toolCalls.map(({ id, name, pieces }) => line({ type: 'tool-call', id, name, input: JSON.parse(pieces.join('')) as unknown })),
    ...told,
    line({ type: 'done' }),
  ];
}

const refusals: Readonly<Record<RefusalKind, object>> = {
  auth: { message: 'Request Failed: 401 {"error":{"message":"Incorrect API key provided"}}' },
  permission: { name: 'LanguageModelError', code: 'NoPermissions', message: 'Language model \'x\' cannot be used by \'parley.parley\'.' },
  quota: { name: 'ChatQuotaExceeded', message: 'You have used up your premium requests of this month.' },
  'rate-limit': { name: 'ChatRateLimited', message: 'Sorry, your request was rate-limited.' },
  overloaded: { message: 'Request Failed: 503 Service Unavailable' },
  server: { message: 'Request Failed: 500 Internal Server Error' },
  'context-overflow': { message: 'Request Failed: 400 {"error":{"message":"prompt token count of 200000 exceeds the limit of 128000","code":"model_max_prompt_tokens_exceeded"}}' },
  'not-found': { name: 'LanguageModelError', code: 'NotFound', message: 'Language model \'x\' is unknown.' },
  'bad-request': { message: 'Request Failed: 400 {"error":{"message":"Invalid value for temperature"}}' },
  'content-filter': { message: 'Response got filtered.' },
};

function understand({ body }: { readonly body: unknown }): Understood {
  const { messages, tools, modelOptions } = body as EditorRequest;
  const [first, second] = messages;
  const hasSystem = first?.role === 'user' && second?.role === 'user';
  const option = (name: string): number | undefined => (typeof modelOptions[name] === 'number' ? modelOptions[name] : undefined);
  return {
    model: JSON.stringify([vendor, 'contract-model']),
    system: hasSystem ? textIn(first) : '',
    turns: messages.slice(hasSystem ? 1 : 0).map((message) => ({ role: message.parts.some(({ type }) => type === 'tool-result') ? 'tool' as const : message.role, text: textIn(message) })),
    images: messages.flatMap(({ parts }) => parts.filter((part) => part.type === 'data' && part.mediaType.startsWith('image/'))).length,
    tools: tools.map(({ name }) => name),
    hasSchema: false,
    maxOutput: option('max_tokens'),
    temperature: option('temperature'),
    stop: [],
    opaque: [],
    key: undefined,
  };
}

function textIn({ parts }: EditorMessage): string {
  return parts.map((part) => (part.type === 'text' ? part.text : part.type === 'tool-result' ? part.content.map((each) => (each.type === 'text' ? each.text : '')).join('') : '')).join('');
}

/** `vscode.lm` at the port. */
export const vscodeLmWire: Wire = {
  name: 'vscode-lm',
  contentType: 'application/x-ndjson',
  model: `${vendor}/contract-model`,
  editorModels: standInEditor,
  untold: {
    endReason: 'The API has no word for the end of an answer: it ends, or throws.',
    http: 'There is no response to look at: no status, no headers, no content type.',
  },
  events,
  endMark: (sent) => sent.length - 1,
  refusal: (kind) => ({ status: 500, body: JSON.stringify(refusals[kind]) }),
  overloadedEvent: () => line({ type: 'error', error: { message: 'Request Failed: 503 Service Unavailable' } }),
  understand,
  answers: (path) => path === '/parts',
};
