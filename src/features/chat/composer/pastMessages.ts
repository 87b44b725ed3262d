// What was asked in this workspace before, for the arrow keys: the newest first, each once, and not without end.

/** The little of the editor's memory that is used here. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

export interface PastMessages {
  all(): readonly string[];
  add(text: string): void;
}

const key = 'parley.pastMessages';
const most = 100;
const longest = 10_000;
const longestOfAll = 200_000;

export function createPastMessages(memory: Memory): PastMessages {
  const all = (): readonly string[] => {
    const kept = memory.get(key);
    return Array.isArray(kept) ? kept.filter((text): text is string => typeof text === 'string') : [];
  };
  return {
    all,
    add(text) {
      if (text.trim() === '' || text.length > longest) return;
      let left = longestOfAll;
      const texts = [text, ...all().filter((one) => one !== text)].slice(0, most).filter((one) => (left -= one.length) >= 0);
      void memory.update(key, texts);
    },
  };
}
