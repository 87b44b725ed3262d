// Who calls whom inside the file, by name, as far as names can tell.

import type { Names, Piece } from './names.ts';
import type { Source } from './source.ts';

/** One piece and the pieces of the same file that it calls, in the order of the first call. */
export interface Caller {
  readonly piece: Piece;
  readonly calls: readonly Piece[];
}

/** Families where a method is called by its bare name from its own class. */
const bareMethods = new Set(['java', 'csharp', 'c']);

/** Callers with what they call. Silent where a name could mean something else. */
export function findCallers(source: Source, names: Names): readonly Caller[] {
  const functions = names.pieces.filter((piece) => piece.kind === 'function' || piece.kind === 'method');
  const byName = Map.groupBy(functions, (piece) => piece.name.replace(/^#/, ''));
  const withBody = functions.filter((piece) => piece.body !== undefined);
  const found = new Map<Piece, Set<Piece>>();
  const open: Piece[] = [];
  let next = 0;
  for (const match of source.masked.matchAll(/(?:(?<![\w$])(this|self|cls|Self|\$this)(?:\.|->|::))?#?(?<![\w$])([A-Za-z_$][\w$]{0,80})\s?\(/g)) {
    const at = match.index;
    for (let piece = withBody[next]; piece !== undefined && (piece.body?.start ?? 0) <= at; piece = withBody[++next]) open.push(piece);
    while (open.length > 0 && (open.at(-1)?.body?.end ?? 0) < at) open.pop();
    const caller = open.findLast((piece) => (piece.body?.end ?? 0) >= at);
    const name = match[2];
    const candidates = name === undefined ? undefined : byName.get(name);
    if (caller === undefined || name === undefined || candidates === undefined) continue;
    const isOwn = match[1] !== undefined;
    if (!isOwn && /[.>:$#@]$/.test(source.masked.slice(Math.max(0, at - 1), at))) continue;
    const called = chosen(candidates, caller, isOwn, source);
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

function chosen(candidates: readonly Piece[], caller: Piece, isOwn: boolean, source: Source): Piece | undefined {
  if (isOwn) return single(candidates.filter((piece) => piece.owner !== undefined && piece.owner === caller.owner));
  const free = candidates.filter((piece) => piece.owner === undefined);
  if (free.length > 0) return single(free);
  return bareMethods.has(source.language.family) ? single(candidates.filter((piece) => piece.owner === caller.owner)) : undefined;
}

/** Two of one name could be either. */
function single(candidates: readonly Piece[]): Piece | undefined {
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** A parameter of that name hides the function. */
function takesName(caller: Piece, name: string): boolean {
  return caller.parameters?.includes(name) === true && new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(caller.parameters);
}
