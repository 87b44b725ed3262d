// Reads the events of one attempt: where the object is, and what is readable of it.

import type { Json } from '../model/message.ts';
import type { FinishEvent, StreamEvent } from '../model/streamEvent.ts';
import { AnswerReader } from './answerReader.ts';
import type { Shape } from './shape.ts';
import { isTooDeep } from './standIns.ts';

/** A call of a tool, with what its wire parsed once it ended. */
interface OpenTool {
  readonly reader: AnswerReader;
  given?: Json;
}

/** One attempt. The object is in the first tool call, or else in the text. */
export class AttemptReader {
  readonly #shape: Shape;
  readonly #text: AnswerReader;
  readonly #tools = new Map<string, OpenTool>();
  readonly #events: StreamEvent[] = [];
  finish: FinishEvent | undefined;

  constructor(shape: Shape) {
    this.#shape = shape;
    this.#text = new AnswerReader(shape);
  }

  get events(): readonly StreamEvent[] {
    return this.#events;
  }

  /** What was said in the object's place. */
  get text(): string {
    const first = this.#firstTool();
    if (!first) return this.#text.text;
    return first.reader.text !== '' || first.given === undefined || isTooDeep(first.given) ? first.reader.text : JSON.stringify(first.given);
  }

  get plainText(): string {
    return this.#text.text;
  }

  get hasTools(): boolean {
    return this.#tools.size > 0;
  }

  /** True while an object has begun and not ended. */
  get isUnfinished(): boolean {
    return (this.#firstTool()?.reader ?? this.#text).isCut;
  }

  /** Takes an event; answers whether more of the object is readable. */
  take(event: StreamEvent): boolean {
    this.#events.push(event);
    switch (event.type) {
      case 'text-delta':
        return this.#text.push(event.text) && this.#tools.size === 0;
      case 'tool-call-start':
        this.#open(event.id);
        return false;
      case 'tool-call-delta': {
        const tool = this.#open(event.id);
        return tool.reader.push(event.text) && tool === this.#firstTool();
      }
      case 'tool-call-end': {
        const tool = this.#open(event.id);
        tool.given = event.arguments;
        return tool.reader.text === '' && tool === this.#firstTool();
      }
      case 'finish':
        this.finish = event;
        return false;
      default:
        return false;
    }
  }

  /** What is readable of the value, and of the reasoning before it. It grows in place. */
  live(): { readonly value: Json | undefined; readonly reasoning: string | undefined } {
    const first = this.#firstTool();
    const whole = first ? (first.reader.live ?? first.given) : this.#text.live;
    if (whole === undefined) return { value: undefined, reasoning: undefined };
    return { value: this.#shape.live(whole), reasoning: this.#shape.reasoning(whole) };
  }

  /** Every whole value that may be the answer. */
  answers(): readonly Json[] {
    const tools = [...this.#tools.values()];
    const given = tools.flatMap((tool) => (tool.given === undefined ? tool.reader.candidates().map(({ value }) => value) : [tool.given]));
    return given.length > 0 ? given : this.#text.candidates().map(({ value }) => value);
  }

  /** Why there is none. */
  fault(): string {
    const reader = this.#firstTool()?.reader ?? this.#text;
    if (reader.text.trim() === '') return 'it is empty';
    if (reader.isCut) return 'its object is not finished';
    return reader.fault === undefined ? 'it holds no JSON object' : `its JSON is broken: ${reader.fault}`;
  }

  /** What can be saved of an unfinished value. */
  rest(): ReturnType<AnswerReader['rest']> {
    const first = this.#firstTool();
    if (!first) return this.#text.rest();
    const given = first.given;
    return first.reader.rest() ?? (given === undefined ? undefined : { value: given, wholeElements: (list) => list });
  }

  #firstTool(): OpenTool | undefined {
    return this.#tools.values().next().value;
  }

  #open(id: string): OpenTool {
    let tool = this.#tools.get(id);
    if (!tool) {
      tool = { reader: new AnswerReader(this.#shape) };
      this.#tools.set(id, tool);
    }
    return tool;
  }
}
