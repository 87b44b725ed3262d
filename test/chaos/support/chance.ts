// Chance that is the same for the same seed, whoever asks first.

/** Numbers from 0 up to 1, the same for the same words. */
export function chance(...words: readonly (string | number)[]): () => number {
  let state = 2_166_136_261;
  for (const character of words.join('|')) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of these. */
export function pick<T>(random: () => number, from: readonly [T, ...T[]]): T {
  return from[Math.floor(random() * from.length)] ?? from[0];
}

const words = ['the ', 'quick ', 'brown ', 'größer ', '日本語', ' 🦊', '👩‍👩‍👧‍👦 ', '\n\n```ts\n', 'const a = 1;\n', '```\n', 'naïve ', '— ', '"', '\\', 'Ω', 'done. '] as const;

/** What a provider says to a call: pieces as they are sent. */
export function scriptOf(seed: number, call: number): readonly string[] {
  const random = chance(seed, 'text', call);
  return Array.from({ length: 8 + Math.floor(random() * 24) }, (_, index) => `${index}:${pick(random, words)}${random() < 0.3 ? pick(random, words) : ''}`);
}
