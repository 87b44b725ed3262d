// Looks at the events of a stream as they pass. A layer that withholds none needs no generator of its own, which costs
// several times as much for every event; and layers like that which stand one in another cost about as much as one.

import type { FinishEvent, StreamEvent } from '../model/streamEvent.ts';

type Events = AsyncIterable<StreamEvent>;
type Step = IteratorResult<StreamEvent>;

export interface Following {
  /** Begins when the first event is wanted. */
  readonly begin: () => Events | Promise<Events>;
  readonly see?: (event: StreamEvent) => void;
  /** What an event is to those outside. */
  readonly as?: (event: StreamEvent) => StreamEvent | Promise<StreamEvent>;
  /** The end of a stream that failed, or that stopped without one. */
  readonly mend?: (failure: unknown) => FinishEvent;
  /** Once, when what was begun has ended, failed or was left. */
  readonly close?: () => void;
}

const done: Step = { done: true, value: undefined };

/** The stream that begins so, followed. After `finish` nothing more of it is read. */
export function follow(following: Following): Events {
  return new Followed(following);
}

/** A stream of one event. */
export async function* only(event: StreamEvent): AsyncGenerator<StreamEvent> {
  yield event;
}

class Followed implements Events {
  readonly following: Following;

  constructor(following: Following) {
    this.following = following;
  }

  [Symbol.asyncIterator](): AsyncIterator<StreamEvent> {
    return new Walk(this.following);
  }
}

/** One stream, with all who follow it. */
class Walk implements AsyncIterator<StreamEvent> {
  readonly #outermost: Following;
  /** The innermost comes first. */
  readonly #followers: Following[] = [];
  #starting: Promise<AsyncIterator<StreamEvent>> | undefined;
  #source: AsyncIterator<StreamEvent> | undefined;
  #over = false;
  #closed = false;

  constructor(outermost: Following) {
    this.#outermost = outermost;
  }

  next(): Promise<Step> {
    if (this.#over) return this.#leave();
    if (this.#source) return this.#source.next().then(this.#take, this.#fail);
    this.#starting ??= this.#start();
    return this.#starting.then((source) => (this.#over ? done : source.next().then(this.#take, this.#fail)), this.#fail);
  }

  return(): Promise<Step> {
    this.#over = true;
    return this.#leave();
  }

  /** Who is begun by another that follows joins it, instead of handing every event on. */
  async #start(): Promise<AsyncIterator<StreamEvent>> {
    for (let following = this.#outermost; ; ) {
      this.#followers.unshift(following);
      const stream = await following.begin();
      if (!(stream instanceof Followed)) return (this.#source = stream[Symbol.asyncIterator]());
      ({ following } = stream);
    }
  }

  readonly #take = (step: Step): Step | Promise<Step> => {
    if (step.done !== true) return this.#pass(step.value, 0);
    const index = this.#followers.findIndex(({ mend }) => mend);
    return index < 0 ? this.#ended(done) : this.#mended(undefined, index);
  };

  readonly #fail = (failure: unknown): Step | Promise<Step> => this.#failed(failure, 0);

  /** Shows an event to the followers from here on outwards. */
  #pass(event: StreamEvent, from: number): Step | Promise<Step> {
    let shown = event;
    for (let index = from; index < this.#followers.length; index++) {
      const { see, as } = this.#followers[index] as Following;
      try {
        see?.(shown);
        const become = as?.(shown) ?? shown;
        if (become instanceof Promise) return become.then((other) => this.#pass(other, index + 1), (failure: unknown) => this.#failed(failure, index));
        shown = become;
      } catch (failure) {
        return this.#failed(failure, index);
      }
    }
    const step: Step = { done: false, value: shown };
    return shown.type === 'finish' ? this.#ended(step) : step;
  }

  /** What failed at `from` is mended by the first outside of it who can. */
  #failed(failure: unknown, from: number): Step | Promise<Step> {
    const index = this.#followers.findIndex(({ mend }, at) => at >= from && mend);
    if (index >= 0) return this.#mended(failure, index);
    const thrown = (): never => {
      throw failure;
    };
    this.#over = true;
    // It is whoever follows that failed, so the stream itself may still be open.
    return this.#leave().then(thrown, thrown);
  }

  #mended(failure: unknown, index: number): Step | Promise<Step> {
    return this.#pass(this.#followers[index]?.mend?.(failure) as FinishEvent, index + 1);
  }

  #ended(step: Step): Step {
    this.#over = true;
    this.#close();
    return step;
  }

  async #leave(): Promise<Step> {
    const source = await this.#starting?.catch(() => undefined);
    this.#starting = undefined;
    try {
      await source?.return?.();
    } finally {
      this.#close();
    }
    return done;
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const { close } of this.#followers) close?.();
  }
}
