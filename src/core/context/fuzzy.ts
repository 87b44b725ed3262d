// Finds names from a few of their letters, in their order: in a path the last part counts most.

/** Half-open pieces of a name that matched, in order. */
export type MatchRanges = readonly (readonly [start: number, end: number])[];

export interface FuzzyMatch {
  readonly score: number;
  readonly ranges: MatchRanges;
}

/** Undefined when the letters are not all there. Case and spaces in the query do not matter. */
export function fuzzyMatch(query: string, name: string): FuzzyMatch | undefined {
  return matchLower(folded(query), name);
}

/** The best matches of many, best first; equal ones stay in their order. */
export function fuzzyFilter<T>(query: string, items: readonly T[], nameOf: (item: T) => string, most: number): readonly { readonly item: T; readonly match: FuzzyMatch }[] {
  const wanted = folded(query);
  if (wanted === '') return items.slice(0, most).map((item) => ({ item, match: { score: 0, ranges: [] } }));
  const found: { item: T; match: FuzzyMatch }[] = [];
  for (const item of items) {
    const match = matchLower(wanted, nameOf(item));
    if (match) found.push({ item, match });
  }
  return found.toSorted((a, b) => b.match.score - a.match.score).slice(0, most);
}

function folded(query: string): string {
  return lower(query.replaceAll(/\s+/g, '').replaceAll('\\', '/'));
}

/** Letter by letter, so that no position moves: some capitals become two small letters. */
function lower(text: string): string {
  const whole = text.toLowerCase();
  return whole.length === text.length ? whole : Array.from({ length: text.length }, (_, index) => lowerOne(text.charAt(index))).join('');
}

function lowerOne(character: string): string {
  const small = character.toLowerCase();
  return small.length === 1 ? small : character;
}

function matchLower(query: string, name: string): FuzzyMatch | undefined {
  if (query === '') return { score: 0, ranges: [] };
  const text = lower(name);
  if (query.length > text.length) return undefined;
  const base = text.lastIndexOf('/', text.length - 2) + 1;
  const inBase = text.indexOf(query, base);
  if (inBase !== -1) return { score: 3_000 + (inBase === base ? 500 : startsWord(name, inBase) ? 200 : 0) - (text.length - base - query.length) - text.length / 1_000, ranges: [[inBase, inBase + query.length]] };
  const anywhere = text.lastIndexOf(query);
  if (anywhere !== -1) return { score: 2_000 + (startsWord(name, anywhere) ? 200 : 0) - text.length / 10, ranges: [[anywhere, anywhere + query.length]] };
  return scattered(query, text, name, base);
}

/** From the end backwards, so that the last part of a path takes what it can. */
function scattered(query: string, text: string, name: string, base: number): FuzzyMatch | undefined {
  const ranges: [number, number][] = [];
  let score = 1_000;
  let at = text.length;
  for (let index = query.length - 1; index >= 0; index--) {
    at = text.lastIndexOf(query.charAt(index), at - 1);
    if (at === -1 || (at === 0 && index > 0)) return undefined;
    const last = ranges.at(-1);
    if (last?.[0] === at + 1) last[0] = at;
    else ranges.push([at, at + 1]);
    score += (at >= base ? 10 : 0) + (startsWord(name, at) ? 8 : 0);
  }
  return { score: score - ranges.length * 12 - text.length / 100, ranges: ranges.toReversed() };
}

function startsWord(name: string, at: number): boolean {
  if (at === 0) return true;
  const before = name.charAt(at - 1);
  return /[/._\-\s]/.test(before) || (/\p{Lu}/u.test(name.charAt(at)) && !/\p{Lu}/u.test(before));
}
