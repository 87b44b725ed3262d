// Small words: lists, numbers, plurals, code in Markdown.

/** `a`, `a and b`, `a, b and c`; with `most`, the rest is counted. */
export function listed(items: readonly string[], most = Infinity): string {
  const shown = items.slice(0, most);
  const left = items.length - shown.length;
  const all = left > 0 ? [...shown, `${left} more`] : shown;
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** `one line`, `12 lines`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${small[count] ?? thousands(count)} ${count === 1 ? one : many}`;
}

/** `12345` as `12,345`. */
export function thousands(count: number): string {
  return String(count).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ',');
}

/** Code inside a sentence, whatever backticks it holds. */
export function code(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  if (!plain.includes('`')) return `\`${plain}\``;
  const longest = Math.max(...Array.from(plain.matchAll(/`+/g), (run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${plain} ${fence}`;
}

/** The sentence with a capital letter. */
export function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Quotes somebody's words: a line or less, so that nothing in them takes over the page. */
export function quotedWords(text: string, longest = 90): string {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line.length <= longest) return line.toWellFormed();
  let cut = '';
  for (const { segment } of new Intl.Segmenter('en').segment(line.slice(0, longest * 4))) {
    if (cut.length + segment.length > longest) break;
    cut += segment;
  }
  return `${cut.trimEnd()}…`.toWellFormed();
}
