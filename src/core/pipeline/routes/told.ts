// What of an answer was told so far, and one request's part of it: joined to what there is, silent until there is something to see.

import { type FinishEvent, isVisible, shownText, type StreamEvent } from '../../model/streamEvent.ts';
import type { Usage } from '../../model/usage.ts';
import type { Joiner } from '../joint/joiner.ts';
import { nothing } from '../relay.ts';
import { sumUsage } from './sum.ts';

/** An answer that several requests may make. */
export interface Told {
  text: string;
  thought: boolean;
  /** A tool call was told, so nothing may be repeated. */
  called: boolean;
}

/** More silent events than this nobody sends before an answer. */
const mostHeld = 1_000;

/** Takes the events of one request and says what to tell of them. */
export class Part {
  readonly #told: Told;
  readonly #before: readonly Usage[];
  #joiner: Joiner | undefined;
  #silent: StreamEvent[] = [];
  #seen = false;
  /** Thoughts that are begun again stand apart from those before. */
  #apart: boolean;
  /** How it ended. */
  end: FinishEvent | undefined;

  /** `before` is what earlier parts used; `joiner` is there where it goes on with what was told. */
  constructor(told: Told, before: readonly Usage[], joiner: Joiner | undefined) {
    this.#told = told;
    this.#before = before;
    this.#joiner = joiner;
    this.#apart = told.thought;
  }

  /** True once something of it could be seen. */
  get seen(): boolean {
    return this.#seen;
  }

  /** What was not told yet, for when this is the end of all. */
  get silent(): readonly StreamEvent[] {
    return this.#silent;
  }

  /** What to tell, now that this came. The end is kept. */
  take(event: StreamEvent): StreamEvent | readonly StreamEvent[] {
    switch (event.type) {
      case 'notice':
        return event;
      case 'finish':
        this.end = event;
        return this.#rest(event.error !== undefined);
      case 'text-delta': {
        const shown = this.#joiner ? joined(shownText(event), this.#joiner) : event;
        if (shown) this.#told.text += shownText(shown);
        return shown ? this.#tell(shown) : nothing;
      }
      case 'thinking-delta': {
        if (event.text === '') return this.#tell(event);
        const shown = this.#apart ? { ...event, paragraph: true as const } : event;
        this.#told.thought = true;
        this.#apart = false;
        return this.#tell(shown);
      }
      case 'usage':
        return this.#tell(this.#before.length === 0 ? event : { ...event, usage: sumUsage([...this.#before, event.usage]) });
      case 'message-start':
        return this.#tell(event);
      default: {
        const rest = this.#rest(false);
        this.#told.called = true;
        const told = this.#tell(event);
        return rest === nothing ? told : [...rest, event];
      }
    }
  }

  #tell(event: StreamEvent): StreamEvent | readonly StreamEvent[] {
    if (this.#seen) return event;
    if (!isVisible(event) && this.#silent.length < mostHeld) {
      this.#silent.push(event);
      return nothing;
    }
    this.#seen = true;
    if (this.#silent.length === 0) return event;
    const all = [...this.#silent, event];
    this.#silent = [];
    return all;
  }

  /** What the joint still holds back. */
  #rest(broke: boolean): readonly StreamEvent[] {
    const text = this.#joiner?.end({ broke }) ?? '';
    this.#joiner = undefined;
    if (text === '') return nothing;
    this.#told.text += text;
    const told = this.#tell({ type: 'text-delta', text });
    return 'type' in told ? [told] : told;
  }
}

/** What is to be shown of a text that goes on. A vendor's state belongs to a text that is whole, so it stays behind. */
function joined(text: string, joiner: Joiner): { readonly type: 'text-delta'; readonly text: string } | undefined {
  const shown = joiner.add(text);
  return shown === '' ? undefined : { type: 'text-delta', text: shown };
}
