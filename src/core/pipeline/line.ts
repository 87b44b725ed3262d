// The line in front of a provider's key: first come, first served, and nobody goes while a limit is used up.

import { type Clock, ticksOf } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import type { RateWindow } from '../model/rateLimits.ts';
import { type Admission, heldFor, type LearntWindow, type LineLimits } from './heldFor.ts';

/** One call in line. */
export interface Standing {
  /** About how many tokens it will take. */
  readonly tokens: number;
  readonly signal: AbortSignal;
  /** Hears how long it still takes, in milliseconds; undefined while that depends on others. */
  readonly onDidWait: (left: number | undefined) => void;
}

interface Waiting extends Standing {
  readonly go: (admission: Admission | undefined) => void;
}

const minute = 60_000;

export class Line {
  readonly #clock: Clock;
  readonly #limits: () => LineLimits;
  readonly #longest: () => number;
  readonly #queue: Waiting[] = [];
  readonly #learnt = new Map<string, LearntWindow>();
  #admitted: Admission[] = [];
  #running = 0;
  #timer: Disposable | undefined;

  /** `longest`: a told limit that lasts longer holds nobody; the server may say so itself. */
  constructor(clock: Clock, limits: () => LineLimits, longest: () => number) {
    this.#clock = clock;
    this.#limits = limits;
    this.#longest = longest;
  }

  /** Resolves when it is this call's turn; with undefined when it was called off before. `skip` waits for no limit of time. */
  enter(standing: Standing): { readonly turn: Promise<Admission | undefined>; readonly skip: () => void } {
    const { signal } = standing;
    let skip = (): void => undefined;
    const turn = new Promise<Admission | undefined>((resolve) => {
      if (signal.aborted) return resolve(undefined);
      const leave = (): void => this.#remove(waiting);
      const waiting: Waiting = {
        ...standing,
        go(admission) {
          signal.removeEventListener('abort', leave);
          resolve(admission);
        },
      };
      skip = () => this.#skip(waiting);
      signal.addEventListener('abort', leave, { once: true });
      this.#queue.push(waiting);
      this.#advance();
      if (this.#queue.length > 1 && this.#queue.includes(waiting)) waiting.onDidWait(undefined);
    });
    return { turn, skip: () => skip() };
  }

  /** Whether anybody has to know how many tokens a call takes. */
  get countsTokens(): boolean {
    return this.#limits().tokensPerMinute !== undefined || [...this.#learnt.values()].some(({ counts }) => counts === 'tokens');
  }

  /** One that was let go is done. */
  leave(): void {
    this.#running--;
    this.#advance();
  }

  /** Takes over what the server told: it knows better. */
  learn(windows: readonly RateWindow[]): void {
    const at = ticksOf(this.#clock);
    for (const window of windows) this.#learnt.set(window.name, { ...window, at });
    this.#advance();
  }

  /** What was learnt of another key is nothing to this one. */
  forget(): void {
    this.#learnt.clear();
    this.#advance();
  }

  #remove(waiting: Waiting): void {
    const place = this.#queue.indexOf(waiting);
    if (place < 0) return;
    this.#queue.splice(place, 1);
    waiting.go(undefined);
    this.#advance();
  }

  #skip(waiting: Waiting): void {
    const place = this.#queue.indexOf(waiting);
    if (place < 0) return;
    this.#queue.splice(place, 1);
    this.#admit(waiting, this.#limits());
    this.#advance();
  }

  #advance(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    for (let head = this.#queue[0]; head; head = this.#queue[0]) {
      const limits = this.#limits();
      const now = ticksOf(this.#clock);
      this.#admitted = this.#admitted.filter(({ at }) => at > now - minute);
      const learnt = [...this.#learnt.values()];
      const held = this.#running >= (limits.concurrency ?? Infinity) ? Infinity : heldFor({ tokens: head.tokens, limits, admitted: this.#admitted, learnt, longest: this.#longest(), now });
      if (held > 0) {
        if (held < Infinity) this.#timer = this.#clock.after(Math.max(1, Math.ceil(held)), () => this.#advance());
        head.onDidWait(held < Infinity ? held : undefined);
        return;
      }
      this.#queue.shift();
      this.#admit(head, limits);
    }
  }

  #admit({ tokens, go }: Waiting, limits: LineLimits): void {
    const admission = { at: ticksOf(this.#clock), tokens };
    if (limits.requestsPerMinute !== undefined || limits.tokensPerMinute !== undefined) this.#admitted.push(admission);
    for (const window of this.#learnt.values()) window.remaining = Math.max(0, window.remaining - (window.counts === 'requests' ? 1 : tokens));
    this.#running++;
    go(admission);
  }
}
