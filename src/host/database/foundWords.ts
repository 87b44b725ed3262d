// The words that were looked for, and where they stand in a message. As the index has it: beginnings of words, in any case and
// without accents.

import type { Found } from '../../core/conversation/store.ts';

const mostTerms = 16;
const word = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;
/** Characters of a message that are shown around the first of the words. */
const before = 60;
const after = 140;

/** What people typed, as words. A single letter is one by itself, else the beginning of one. */
function termsOf(words: string): readonly string[] {
  return (words.slice(0, 1_000).normalize('NFC').match(word) ?? []).filter((term) => /[\p{L}\p{N}]/u.test(term)).slice(0, mostTerms);
}

const isWhole = (term: string): boolean => /^[\dA-Za-z]$/.test(term);

/** For the index: all words, in any order. Undefined when there is none. */
export function matchOf(words: string): string | undefined {
  const terms = termsOf(words);
  return terms.length === 0 ? undefined : terms.map((term) => `"${term}"${isWhole(term) ? '' : '*'}`).join(' ');
}

/** A piece of a message around the first of the words. Reads no further than that. */
export function foundIn(turn: string, text: string, words: string): Found {
  const terms = termsOf(words).map((term) => ({ folded: folded(term), whole: isWhole(term) }));
  const fits = (one: string): boolean => terms.some((term) => (term.whole ? one === term.folded : one.startsWith(term.folded)));
  let from = 0;
  let to = Math.min(text.length, before + after);
  const matches: (readonly [number, number])[] = [];
  for (const { 0: one, index } of text.matchAll(word)) {
    if (matches.length > 0 && index >= to) break;
    if (!fits(folded(one))) continue;
    if (matches.length === 0) {
      from = startOf(text, Math.max(0, index - before), index);
      to = Math.min(text.length, index + after);
    }
    matches.push([index, index + one.length]);
  }
  const lead = from > 0 ? '…' : '';
  const end = Math.max(to, matches.at(-1)?.[1] ?? 0);
  const shift = lead.length - from;
  return { turn, text: `${lead}${text.slice(from, end)}${end < text.length ? '…' : ''}`.toWellFormed(), matches: matches.map(([a, b]) => [a + shift, b + shift] as const) };
}

function folded(one: string): string {
  return one.normalize('NFD').replaceAll(/\p{M}+/gu, '').toLowerCase();
}

/** The beginning of a word, where there is one. */
function startOf(text: string, from: number, until: number): number {
  if (from === 0) return 0;
  const space = text.slice(from, until).search(/\s/);
  return space < 0 ? from : from + space + 1;
}
