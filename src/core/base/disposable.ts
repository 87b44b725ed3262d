// Lifetimes: whoever acquires something registers its release on the same line.

/** Something that must be released once. Structurally the editor's own Disposable. */
export interface Disposable {
  dispose(): void;
}

/** Owns disposables and releases them in reverse order; what is added after release is released at once. */
export class DisposableStore implements Disposable {
  #items: Disposable[] = [];
  #disposed = false;

  add<T extends Disposable>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#items.push(item);
    return item;
  }

  dispose(): void {
    this.#disposed = true;
    const items = this.#items;
    this.#items = [];
    const failures: unknown[] = [];
    for (const item of items.toReversed()) {
      try {
        item.dispose();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Some parts could not be released.');
  }
}

/** Turns a function into a disposable that runs it at most once. */
export function toDisposable(release: () => void): Disposable {
  let pending: (() => void) | undefined = release;
  return {
    dispose() {
      const run = pending;
      pending = undefined;
      run?.();
    },
  };
}
