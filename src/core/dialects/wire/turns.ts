// Shares the event loop: many streams with much to read take turns, so that none of them holds the editor.
//
// The state is the process's own on purpose: there is one event loop, whoever reads on it.

/** Longest stretch of reading in one turn of the loop, in milliseconds. */
const slice = 8;

const waiting: (() => void)[] = [];
let began: number | undefined;

/** Undefined: go on. Else a promise for a turn of one's own, first come, first served. */
export function turn(): Promise<void> | undefined {
  if (began === undefined) {
    began = performance.now();
    setImmediate(endTurn);
    return undefined;
  }
  if (waiting.length === 0 && performance.now() - began < slice) return undefined;
  return new Promise((resolve) => waiting.push(resolve));
}

/** The loop went round: whoever waits longest is next. */
function endTurn(): void {
  const next = waiting.shift();
  if (!next) {
    began = undefined;
    return;
  }
  began = performance.now();
  setImmediate(endTurn);
  next();
}
