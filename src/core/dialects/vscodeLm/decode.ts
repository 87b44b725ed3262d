// Parts of an answer as stream events. Another extension made them: each is looked at before it is believed.

import type { Endpoint } from '../../model/dialect.ts';
import type { EditorAnswerPart } from '../../model/editorModels.ts';
import { finish, finishWithError } from '../../model/finish.ts';
import { LlmError } from '../../model/llmError.ts';
import type { FinishEvent, StreamEvent } from '../../model/streamEvent.ts';
import type { Usage } from '../../model/usage.ts';
import { decodeUsage } from '../openaiChat/usage.ts';
import { nonEmptyString, parseJson, property } from '../wire/json.ts';

const longestUsage = 20_000;

/**
 * Turns one answer's parts into events; `end` tells the truth about how it ended. The API has no usage and no reason
 * for the end: an answer is whole when nothing was thrown. What a request costs is the vendor's matter with its user,
 * such as a plan of GitHub Copilot: it stays unknown.
 */
export class EditorDecoder {
  readonly #endpoint: Endpoint;
  readonly #servedModel: string;
  readonly #calls = new Set<string>();
  readonly #noticed = new Set<string>();
  #started = false;
  #usage: Usage | undefined;

  constructor(endpoint: Endpoint, servedModel: string) {
    this.#endpoint = endpoint;
    this.#servedModel = servedModel;
  }

  /** True once the model began to answer. */
  get started(): boolean {
    return this.#started;
  }

  take(part: EditorAnswerPart, into: StreamEvent[]): void {
    this.#started = true;
    switch (part.type) {
      case 'text':
        if (typeof part.text === 'string' && part.text !== '') into.push({ type: 'text-delta', text: part.text });
        return;
      case 'tool-call':
        return this.#takeCall(part, into);
      case 'data':
        return this.#takeData(part, into);
      case 'other':
        return this.#takeOther(part.value, into);
    }
  }

  /** Calls come whole. An id that was used before would join two calls into one. */
  #takeCall({ id: told, name: called, input }: Extract<EditorAnswerPart, { readonly type: 'tool-call' }>, into: StreamEvent[]): void {
    const name = nonEmptyString(called);
    const text = jsonText(input ?? {});
    const given = parseJson(text);
    if (name === undefined || given === undefined) throw this.#error('The model called a tool without a name, or with arguments that are not JSON.');
    const wanted = nonEmptyString(told) ?? `call_${this.#calls.size + 1}`;
    const id = this.#calls.has(wanted) ? `${wanted}_${this.#calls.size + 1}` : wanted;
    this.#calls.add(id);
    into.push({ type: 'tool-call-start', id, name }, { type: 'tool-call-delta', id, text }, { type: 'tool-call-end', id, name, arguments: given });
  }

  /** What is no media type is a vendor's word to itself; one of them tells the usage. */
  #takeData({ mediaType: told, data }: Extract<EditorAnswerPart, { readonly type: 'data' }>, into: StreamEvent[]): void {
    const mediaType = nonEmptyString(told)?.toLowerCase() ?? '';
    if (!(data instanceof Uint8Array)) return;
    if (mediaType === 'usage') return this.#takeUsage(data, into);
    if (!/^[\w.+-]+\/[\w.+-]+/.test(mediaType)) return;
    if (/^text\/|^application\/json\b/.test(mediaType)) {
      const text = new TextDecoder().decode(data);
      if (text !== '') into.push({ type: 'text-delta', text });
      return;
    }
    this.#notice(`The answer holds a part of the type ${mediaType.slice(0, 60)}, which cannot be shown here.`, into);
  }

  #takeUsage(data: Uint8Array, into: StreamEvent[]): void {
    const raw = data.length > longestUsage ? undefined : parseJson(new TextDecoder().decode(data));
    const usage = raw === undefined || raw === null ? undefined : decodeUsage(raw, {});
    if (!usage) return;
    this.#usage = usage;
    into.push({ type: 'usage', usage });
  }

  /** Thinking has no stable type; it is known by its shape: a value that is text or texts, and an id or metadata. */
  #takeOther(part: unknown, into: StreamEvent[]): void {
    const value = property(part, 'value');
    const texts = typeof value === 'string' ? [value] : Array.isArray(value) ? (value as unknown[]) : [];
    const isThinking = typeof part === 'object' && part !== null && ('id' in part || 'metadata' in part) && (typeof value === 'string' || Array.isArray(value));
    if (!isThinking) return this.#notice('The answer holds a part of a kind that is not known here; it is left out.', into);
    const text = texts.filter((each) => typeof each === 'string').join('');
    if (text !== '') into.push({ type: 'thinking-delta', text });
  }

  /** Once each: a stream of unknown parts is not a stream of notices. */
  #notice(message: string, into: StreamEvent[]): void {
    if (this.#noticed.has(message)) return;
    this.#noticed.add(message);
    into.push({ type: 'notice', code: 'content-dropped', message });
  }

  /** The parts are over, or broke with `failure`. */
  end(failure: LlmError | undefined): FinishEvent {
    const { provider, model } = this.#endpoint;
    const facts = { model: `${provider}/${model}`, servedModel: this.#servedModel, ...(this.#usage && { usage: this.#usage }) };
    const broken = failure ?? (this.#started ? undefined : this.#error(`${this.#servedModel} sent an empty answer.`));
    return broken ? finishWithError(broken, facts) : finish({ ...facts, reason: this.#calls.size > 0 ? 'tool-calls' : 'stop' });
  }

  #error(message: string): LlmError {
    return new LlmError({ kind: 'bad-response', message, retryable: false, provider: this.#endpoint.provider });
  }
}

/** The value as JSON; nothing for what has none, such as a circle. */
function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}
