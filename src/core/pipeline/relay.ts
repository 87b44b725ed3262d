// For layers that decide between streams: while one goes by, their generator sleeps, so that an event costs next to nothing.

import type { StreamEvent } from '../model/streamEvent.ts';

type Events = AsyncIterable<StreamEvent>;
type Step = IteratorResult<StreamEvent>;

/** A stream that goes by. The generator that yields this is woken when the stream is over. */
export interface Passing {
  readonly pass: Events;
  /** What to tell of an event: itself where this is left out, nothing, or several. */
  readonly tell?: (event: StreamEvent) => StreamEvent | readonly StreamEvent[];
}

/** Nothing to tell of an event. */
export const nothing: readonly StreamEvent[] = [];

const done: Step = { done: true, value: undefined };

/** The events that `work` yields, with those of the streams it lets pass in their place. */
export function relay(work: () => AsyncGenerator<StreamEvent | Passing, void>): Events {
  return { [Symbol.asyncIterator]: () => new Relay(work()) };
}

class Relay implements AsyncIterator<StreamEvent> {
  readonly #work: AsyncGenerator<StreamEvent | Passing, void>;
  #passing: Passing | undefined;
  #stream: AsyncIterator<StreamEvent> | undefined;
  #waiting: readonly StreamEvent[] = nothing;
  #told = 0;

  constructor(work: AsyncGenerator<StreamEvent | Passing, void>) {
    this.#work = work;
  }

  next(): Promise<Step> {
    const value = this.#waiting[this.#told++];
    if (value) return Promise.resolve({ done: false, value });
    return this.#stream ? this.#stream.next().then(this.#take, this.#fail) : this.#work.next().then(this.#goOn);
  }

  async return(): Promise<Step> {
    this.#waiting = nothing;
    const stream = this.#stream;
    this.#stream = undefined;
    try {
      await stream?.return?.();
    } finally {
      await this.#work.return();
    }
    return done;
  }

  readonly #goOn = (step: IteratorResult<StreamEvent | Passing, void>): Step | Promise<Step> => {
    if (step.done === true) return done;
    if ('type' in step.value) return { done: false, value: step.value };
    this.#passing = step.value;
    this.#stream = step.value.pass[Symbol.asyncIterator]();
    return this.next();
  };

  readonly #take = (step: Step): Step | Promise<Step> => {
    if (step.done === true) {
      this.#stream = undefined;
      return this.next();
    }
    const told = this.#passing?.tell ? this.#passing.tell(step.value) : step.value;
    if ('type' in told) return told === step.value ? step : { done: false, value: told };
    this.#waiting = told;
    this.#told = 0;
    return this.next();
  };

  readonly #fail = (failure: unknown): Promise<Step> => {
    this.#stream = undefined;
    return this.#work.throw(failure).then(this.#goOn);
  };
}
