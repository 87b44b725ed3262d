// Whether a text in Markdown ends inside of a code block.

const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/;

/** True when a fence is open at the end. A last line that may still become a fence or the end of one does not count. */
export function endsInFence(text: string): boolean {
  let open: string | undefined;
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const found = fence.exec(line);
    if (!found?.[1]) continue;
    const [, marks, info = ''] = found;
    if (open === undefined) {
      if (index < lines.length - 1) open = marks;
    } else if (marks.startsWith(open) && info.trim() === '') open = undefined;
  }
  return open !== undefined;
}

/** What a text begins with when it begins with a fence: its length with the line break, and whether it names a language. */
export type LeadingFence = { readonly length: number; readonly named: boolean } | 'unknown' | undefined;

const longestLine = 200;

/** Reads a fence at the beginning of a text that still arrives. `unknown`: more of it has to come. */
export function leadingFence(text: string, isWhole: boolean): LeadingFence {
  if (!/^(?:`{1,2}$|~{1,2}$|`{3}|~{3})/.test(text)) return undefined;
  const end = text.indexOf('\n');
  if (end === -1) return isWhole || text.length > longestLine ? undefined : 'unknown';
  const found = fence.exec(text.slice(0, end));
  return found ? { length: end + 1, named: (found[2] ?? '').trim() !== '' } : undefined;
}
