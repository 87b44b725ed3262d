// Who calls whom inside the file, by name, as far as names can tell.

import type { Family } from './languages.ts';
import type { Names, Piece } from './names.ts';
import type { Source } from './source.ts';

/** One piece and the pieces of the same file that it calls, in the order of the first call. */
export interface Caller {
  readonly piece: Piece;
  readonly calls: readonly Piece[];
}

/** Families where a method is called by its bare name from its own class. */
const bareMethods: ReadonlySet<Family> = new Set<Family>(['java', 'csharp', 'c']);

/** Callers with what they call. Silent where a name could mean something else. */
export function findCallers(source: Source, names: Names): readonly Caller[] {
  const functions = names.pieces.filter((piece) => piece.kind === 'function' || piece.kind === 'method');
  const known = byName(functions);
  const withBody = functions.filter((piece) => piece.body !== undefined);
  const found = new Map<Piece, Set<Piece>>();
  const open: Piece[] = [];
  let next = 0;
  for (const match of source.masked.matchAll(/(?:(?<![\w$])(this|self|cls|Self|\$this)(?:\.|->|::))?#?(?<![\w$])([A-Za-z_$][\w$]{0,80})\s?\(/g)) {
    const at = match.index;
    for (let piece = withBody[next]; piece !== undefined && (piece.body?.start ?? 0) <= at; piece = withBody[++next]) open.push(piece);
    while (open.length > 0 && (open.at(-1)?.body?.end ?? 0) < at) open.pop();
    const caller = open.at(-1);
    const name = match[2];
    if (caller === undefined || name === undefined) continue;
    const isOwn = match[1] !== undefined;
    if (!isOwn && /[.>:$#@]$/.test(source.masked.slice(Math.max(0, at - 1), at))) continue;
    const called = meant(known, name, caller, isOwn, source.language.family);
    if (called === undefined || called === caller || takesName(caller, name)) continue;
    const calls = found.get(caller) ?? new Set();
    calls.add(called);
    found.set(caller, calls);
  }
  return withBody.flatMap((piece) => {
    const calls = found.get(piece);
    return calls === undefined ? [] : [{ piece, calls: [...calls] }];
  });
}

/** By owner and name; undefined where two share both, for then it could be either. */
type Known = ReadonlyMap<string, Piece | undefined>;

function byName(functions: readonly Piece[]): Known {
  const known = new Map<string, Piece | undefined>();
  for (const piece of functions) {
    const key = keyOf(piece.owner, piece.name.replace(/^#/, ''));
    known.set(key, known.has(key) ? undefined : piece);
  }
  return known;
}

function keyOf(owner: string | undefined, name: string): string {
  return `${owner ?? ''} ${name}`;
}

function meant(known: Known, name: string, caller: Piece, isOwn: boolean, family: Family): Piece | undefined {
  const ofOwner = caller.owner === undefined ? undefined : keyOf(caller.owner, name);
  if (isOwn) return ofOwner === undefined ? undefined : known.get(ofOwner);
  const free = keyOf(undefined, name);
  if (known.has(free)) return known.get(free);
  return ofOwner !== undefined && bareMethods.has(family) ? known.get(ofOwner) : undefined;
}

/** A parameter of that name hides the function. */
function takesName(caller: Piece, name: string): boolean {
  return caller.parameters?.includes(name) === true && new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(caller.parameters);
}
