// Where a string or comment ends. Each closer is linear over the whole text, whatever is in it.

/** Facts a mask keeps while it walks one text. */
export interface MaskMemory {
  /** Per quote: up to here it is known not to be closed on its line, so nobody looks again. */
  readonly unclosed: Map<string, number>;
}

/** After so many openings that never close, the text is not what it was taken for, and looking on would cost too much. */
const mostUnclosed = 40;

/** The offset just after the end; undefined when it was no string or comment after all. */
export type Close = (text: string, from: number, opened: Readonly<Record<string, string | undefined>>, memory: MaskMemory) => number | undefined;

/** Up to the end of the line. */
export const closeLine: Close = (text, from) => endOfLine(text, from);

/** A quote that must be closed on its own line; otherwise it is no string (an apostrophe in markup, a lifetime). */
export function closeOnLine(quote: string): Close {
  return (text, from, _opened, memory) => {
    if (from <= (memory.unclosed.get(quote) ?? -1)) return undefined;
    let at = from;
    for (; at < text.length && text[at] !== '\n'; at++) {
      if (text[at] === quote) return at + 1;
      if (text[at] === '\\') at++;
    }
    memory.unclosed.set(quote, at);
    return undefined;
  };
}

/** A quote that may span lines and knows backslashes. Unclosed, it runs to the end: silence is better than a wrong claim. */
export function closeSpanning(quote: string): Close {
  return (text, from) => {
    for (let at = from; at < text.length; at++) {
      if (text[at] === '\\') at++;
      else if (text.startsWith(quote, at)) return at + quote.length;
    }
    return text.length;
  };
}

/** A verbatim string, where a doubled quote is a quote. */
export const closeDoubled: Close = (text, from) => {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at + 1;
  return text.length;
};

/** Up to a fixed text that depends on the opening; `indented` lets white space stand before it on its line. */
export function closeText(end: (opened: Readonly<Record<string, string | undefined>>) => string, place: 'exact' | 'indented' = 'exact'): Close {
  return (text, from, opened, memory) => {
    const wanted = end(opened);
    if (place === 'exact') {
      const at = text.indexOf(wanted, from);
      return at === -1 ? text.length : at + wanted.length;
    }
    if (memory.unclosed.has(wanted) || memory.unclosed.size > mostUnclosed) return undefined;
    const word = wanted.trim();
    for (let line = endOfLine(text, from); line < text.length; line = endOfLine(text, line + 1)) {
      const content = text.slice(line + 1, Math.min(endOfLine(text, line + 1), line + 200));
      const rest = content.trimStart();
      if (rest.startsWith(word) && !/^\w/.test(rest.slice(word.length))) return line + 1 + content.length - rest.length + word.length;
    }
    memory.unclosed.set(wanted, text.length);
    return undefined;
  };
}

/** A block comment that may hold further ones. */
export const closeNested: Close = (text, from) => {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = from;
  let depth = 1;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
};

/** The offset of the next line break, or the end. */
export function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}
