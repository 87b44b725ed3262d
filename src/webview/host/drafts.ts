// Keeps what is being typed with the host. A page can vanish between two keys, so what is short is kept with every key.

const delay = 300;
const short = 10_000;

/** Saves drafts, the newest only. */
export interface Drafts {
  readonly saveSoon: (text: string) => void;
  readonly save: (text: string) => void;
  /** Saves now what was to be saved soon. */
  readonly flush: () => void;
  /** What was to be saved soon is no longer wanted. */
  readonly forget: () => void;
}

export function createDrafts(save: (text: string) => void): Drafts {
  let pending: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function forget(): void {
    clearTimeout(timer);
    pending = undefined;
  }
  function flush(): void {
    const text = pending;
    forget();
    if (text !== undefined) save(text);
  }
  return {
    saveSoon(text) {
      clearTimeout(timer);
      pending = text;
      if (text.length <= short) flush();
      else timer = setTimeout(flush, delay);
    },
    save(text) {
      forget();
      save(text);
    },
    flush,
    forget,
  };
}
