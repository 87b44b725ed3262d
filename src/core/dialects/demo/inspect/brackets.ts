// Which bracket closes which, and how deep each line stands, in one walk over masked code.

/** The brackets of one text. */
export interface Brackets {
  /** By offset of an opening bracket: the offset of the one that closes it, or -1. */
  readonly partner: Int32Array;
  /** By line: how many braces are open where it begins. */
  readonly depthAtStart: readonly number[];
  /** By line: how many round or square brackets are open where it begins. */
  readonly openAtStart: readonly number[];
}

/** Pairs brackets, each kind for itself, so that one missing bracket does not spoil the others. */
export function findBrackets(masked: string): Brackets {
  const partner = new Int32Array(masked.length).fill(-1);
  const braces: number[] = [];
  const rounds: number[] = [];
  const squares: number[] = [];
  const depthAtStart = [0];
  const openAtStart = [0];
  const close = (open: number[], at: number): void => {
    const start = open.pop();
    if (start !== undefined) partner[start] = at;
  };
  for (let at = 0; at < masked.length; at++) {
    switch (masked[at]) {
      case '\n':
        depthAtStart.push(braces.length);
        openAtStart.push(rounds.length + squares.length);
        break;
      case '{':
        braces.push(at);
        break;
      case '(':
        rounds.push(at);
        break;
      case '[':
        squares.push(at);
        break;
      case '}':
        close(braces, at);
        break;
      case ')':
        close(rounds, at);
        break;
      case ']':
        close(squares, at);
        break;
      default:
    }
  }
  return { partner, depthAtStart, openAtStart };
}
