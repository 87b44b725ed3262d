// Bounds a text at the end of a line, and says so.

/** A text that may be shorter than it was. */
export interface CutText {
  readonly text: string;
  /** Undefined when all of it is there. */
  readonly note: string | undefined;
}

/** At most `most` characters; `whole` is how long it was, where only its beginning was read. */
export function cutText(text: string, most: number, whole: number = text.length): CutText {
  if (text.length <= most && whole <= text.length) return { text, note: undefined };
  const start = text.slice(0, most);
  const line = start.lastIndexOf('\n');
  const kept = line > most / 2 ? start.slice(0, line + 1) : withoutHalf(start);
  return { text: kept, note: `Too long: only the first ${kept.length.toLocaleString('en-US')} of ${whole.toLocaleString('en-US')} characters go along.` };
}

/** A character of two halves is not cut in the middle. */
function withoutHalf(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xD800 && last <= 0xDBFF ? text.slice(0, -1) : text;
}
