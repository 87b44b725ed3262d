// What to keep from the eye until more has come: an unfinished last line that would flash up as something else.

/** Marks that may become a list, a heading, a rule, a quote, a fence or the line under a heading. */
const undecided = /^[ \t]*(?:[-=*+_#~`>:| \t]+|\d{1,9}[.)]?|`{3,}[^`]*|~{3,}.*|\[[^\]]*(?:\](?::.*)?)?|\|.*)$/;
const longest = 2_000;

/** How much of a growing text to show: `Steps:\n-` must not flash up as a heading, nor half a table as a paragraph. */
export function shownLength(source: string): number {
  const lastLine = source.lastIndexOf('\n') + 1;
  const partial = source.slice(lastLine);
  let shown = partial.length < longest && undecided.test(partial) ? lastLine : source.length;
  if (shown === lastLine && lastLine > 0) shown = beforeTableHead(source, lastLine);
  return shown;
}

/** A table needs its second line before it is one: hold its first line back until then. */
function beforeTableHead(source: string, end: number): number {
  const head = source.lastIndexOf('\n', end - 2) + 1;
  if (end - head > longest || !isRow(source, head)) return end;
  const before = source.lastIndexOf('\n', head - 2) + 1;
  return head > 0 && isRow(source, before) ? end : head;
}

function isRow(source: string, start: number): boolean {
  return /^ {0,3}\|/.test(source.slice(start, start + 4));
}
