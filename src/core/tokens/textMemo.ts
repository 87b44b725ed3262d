// Remembers what texts count, by the object they stand in and by themselves, and counts long ones in the background.

import type { Encoding } from './encoding/encoding.ts';
import type { SplitterName } from './encoding/split.ts';

/** Longer texts are counted while others have their turn. */
const longest = 65_536;
/** Texts that are remembered by themselves: parts are often made anew around the same words. */
const mostTexts = 400;
const mostCharacters = 8_000_000;
/** Shorter ones are counted faster than found. */
const shortest = 200;

export interface TextMemo {
  /** The count in this encoding; undefined while it is being made. */
  count(name: SplitterName, encoding: Encoding, text: string, owner?: object): number | undefined;
}

export function createTextMemo(onCounted: () => void): TextMemo {
  const byOwner = new WeakMap<object, { readonly name: SplitterName; readonly text: string; readonly tokens: number }>();
  const byText = new Map<string, number>();
  const counting = new Set<string>();
  let held = 0;

  function remember(key: string, tokens: number): void {
    if (!byText.delete(key)) held += key.length;
    byText.set(key, tokens);
    for (const oldest of byText.keys()) {
      if (byText.size <= mostTexts && held <= mostCharacters) break;
      byText.delete(oldest);
      held -= oldest.length;
    }
  }

  return {
    count(name, encoding, text, owner) {
      const own = owner && byOwner.get(owner);
      if (own && own.name === name && own.text === text) return own.tokens;
      if (text.length < shortest) return encoding.count(text);
      const key = `${name}\n${text}`;
      let tokens = byText.get(key);
      if (tokens === undefined && text.length > longest) {
        if (counting.has(key)) return undefined;
        counting.add(key);
        void encoding.countSlowly(text).then((found) => {
          counting.delete(key);
          remember(key, found);
          return onCounted();
        });
        return undefined;
      }
      tokens ??= encoding.count(text);
      remember(key, tokens);
      if (owner) byOwner.set(owner, { name, text, tokens });
      return tokens;
    },
  };
}
