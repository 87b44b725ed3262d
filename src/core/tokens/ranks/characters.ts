// Which class every character has for the splitters. Made once when the ranks are packed, so that no engine's own idea of Unicode has a say later.

/** What the patterns tell apart. `other` is what is left: punctuation, symbols, controls, and what is not assigned. */
export const characterClass = { other: 0, upper: 1, lower: 2, letter: 3, mark: 4, number: 5, space: 6, lineBreak: 7 } as const;

/** Characters of one class that follow each other: `first` up to the next run's first. */
export interface CharacterRun {
  readonly first: number;
  readonly class: number;
}

const lastCodePoint = 0x10FFFF;
/** Unicode's White_Space, which is not what `\s` means here: it holds U+0085 and not U+FEFF. */
const space = /[\t\v\f \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/u;

/** All runs, in order. `isUnknown` names what the reference did not know yet: it is `other` there. */
export function characterRuns(isUnknown: (codePoint: number) => boolean): CharacterRun[] {
  const runs: CharacterRun[] = [];
  for (let codePoint = 0; codePoint <= lastCodePoint; codePoint += 1) {
    const found = isUnknown(codePoint) ? characterClass.other : classOf(codePoint);
    if (runs.at(-1)?.class !== found) runs.push({ first: codePoint, class: found });
  }
  return runs;
}

function classOf(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (character === '\r' || character === '\n') return characterClass.lineBreak;
  if (space.test(character)) return characterClass.space;
  if (/\p{Ll}/u.test(character)) return characterClass.lower;
  if (/[\p{Lm}\p{Lo}]/u.test(character)) return characterClass.letter;
  if (/[\p{Lu}\p{Lt}]/u.test(character)) return characterClass.upper;
  if (/\p{M}/u.test(character)) return characterClass.mark;
  return /\p{N}/u.test(character) ? characterClass.number : characterClass.other;
}
