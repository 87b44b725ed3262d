// Events inside the engine: subscribe, get a disposable back.

import { type Disposable, toDisposable } from './disposable.ts';

/** Subscribes a listener. Structurally the editor's own Event. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** A source of events. One listener that throws does not keep the others from hearing. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #onListenerFailed: (failure: unknown) => void;

  constructor(onListenerFailed: (failure: unknown) => void = reportError) {
    this.#onListenerFailed = onListenerFailed;
  }

  readonly event: Event<T> = (listener) => {
    const own = (value: T): void => listener(value);
    this.#listeners.add(own);
    return toDisposable(() => this.#listeners.delete(own));
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (failure) {
        this.#onListenerFailed(failure);
      }
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

/** Nobody to tell here: rethrow outside the caller so that the host's own handler sees it. */
function reportError(failure: unknown): void {
  queueMicrotask(() => {
    throw failure;
  });
}
