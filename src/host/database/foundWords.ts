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

interface Hit {
  readonly index: number;
  readonly length: number;
  /** Which of the words begins it. */
  readonly term: number;
}

/** A piece of a message where most of the words stand together, the first such. */
export function foundIn(turn: string, text: string, words: string): Found {
  const hits = hitsIn(text, words);
  const first = mostTogether(hits);
  const from = startOf(text, Math.max(0, (first?.index ?? 0) - before), first?.index ?? 0);
  const until = Math.min(text.length, (first?.index ?? before) + after);
  const shown = hits.filter(({ index }) => index >= from && index < until);
  const to = shown.reduce((end, { index, length }) => Math.max(end, index + length), until);
  const lead = from > 0 ? '…' : '';
  const shift = lead.length - from;
  return { turn, text: `${lead}${text.slice(from, to)}${to < text.length ? '…' : ''}`.toWellFormed(), matches: shown.map(({ index, length }) => [index + shift, index + length + shift] as const) };
}

const mostHits = 2_000;

function hitsIn(text: string, words: string): readonly Hit[] {
  const terms = termsOf(words).map((term) => ({ folded: folded(term), whole: isWhole(term) }));
  const hits: Hit[] = [];
  for (const { 0: one, index } of text.matchAll(word)) {
    const plain = folded(one);
    const term = terms.findIndex(({ folded: begin, whole }) => (whole ? plain === begin : plain.startsWith(begin)));
    if (term >= 0) hits.push({ index, length: one.length, term });
    if (hits.length === mostHits) break;
  }
  return hits;
}

function mostTogether(hits: readonly Hit[]): Hit | undefined {
  let best: { readonly hit: Hit; readonly terms: number } | undefined;
  for (const [place, hit] of hits.entries()) {
    const together = new Set<number>();
    for (let next = place; (hits[next]?.index ?? Infinity) < hit.index + after; next += 1) together.add(hits[next]?.term ?? 0);
    if (together.size > (best?.terms ?? 0)) best = { hit, terms: together.size };
  }
  return best?.hit;
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
