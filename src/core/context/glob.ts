// One part of a path pattern, between two slashes: `*`, `?`, `[a-z]` and `\` before any of them.

type Piece = { readonly any: true } | { readonly one: (character: string) => boolean };

/** Tells whether a name fits. */
export type Glob = (text: string) => boolean;

/** Compiles one part. What looks like a class and is none stands for itself. */
export function compileGlob(pattern: string): Glob {
  if (!/[*?[\\]/.test(pattern)) return (text) => text === pattern;
  const ending = /^\*([^*?[\\]+)$/.exec(pattern)?.[1];
  if (ending !== undefined) return (text) => text.endsWith(ending);
  const pieces = piecesOf(pattern);
  return (text) => matches(pieces, text);
}

function piecesOf(pattern: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    const end = character === '[' ? pattern.indexOf(']', index + 2) : -1;
    if (character === '*') {
      const last = pieces.at(-1);
      if (!last || !('any' in last)) pieces.push({ any: true });
    } else if (character === '?') pieces.push({ one: () => true });
    else if (end !== -1) {
      pieces.push(oneOf(pattern.slice(index + 1, end)));
      index = end;
    } else if (character === '\\' && index + 1 < pattern.length) pieces.push(literal(pattern.charAt(++index)));
    else pieces.push(literal(character));
  }
  return pieces;
}

/** Goes back only to the last star: no pattern takes more than its length times the text's. */
function matches(pieces: readonly Piece[], text: string): boolean {
  let piece = 0;
  let at = 0;
  let lastAny = -1;
  let resume = 0;
  while (at < text.length) {
    const one = pieces[piece];
    if (one && 'any' in one) {
      lastAny = piece++;
      resume = at;
    } else if (one && 'one' in one && one.one(text.charAt(at))) {
      piece++;
      at++;
    } else if (lastAny !== -1) {
      piece = lastAny + 1;
      at = ++resume;
    } else return false;
  }
  return pieces.slice(piece).every((rest) => 'any' in rest);
}

function literal(wanted: string): Piece {
  return { one: (character) => character === wanted };
}

function oneOf(characters: string): Piece {
  const isNegated = characters.startsWith('!') || characters.startsWith('^');
  const inside = isNegated ? characters.slice(1) : characters;
  const ranges: [from: string, to: string][] = [];
  for (let index = 0; index < inside.length; index++) {
    const from = inside.charAt(index);
    const isRange = inside.charAt(index + 1) === '-' && index + 2 < inside.length;
    ranges.push([from, isRange ? inside.charAt(index + 2) : from]);
    if (isRange) index += 2;
  }
  return { one: (character) => ranges.some(([from, to]) => character >= from && character <= to) !== isNegated };
}
