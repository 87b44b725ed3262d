// Formulas in markdown: `$x$`, `$$x$$`, `\(x\)`, `\[x\]`, within a line or on lines of their own.

import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';

/** What opens a formula, what closes it, and whether it stands apart. */
const marks: readonly (readonly [open: string, close: string, display: boolean])[] = [
  ['$$', '$$', true],
  ['\\[', '\\]', true],
  ['\\(', '\\)', false],
  ['$', '$', false],
];
const opensBlock = /^(?:\$\$|\\\[)/;
const longest = 4_000;

/** Teaches the parser formulas; the renderer leaves them as TeX for `math.ts` to draw. */
export function mathRules(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('escape', 'math', inlineMath);
  markdown.block.ruler.before('fence', 'math', blockMath, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
  const { escapeHtml } = markdown.utils;
  markdown.renderer.rules['math'] = (tokens, index) => {
    const token = tokens[index];
    return `<span class="math" data-math="${token?.info ?? ''}">${escapeHtml(token?.content ?? '')}</span>`;
  };
  markdown.renderer.rules['math_block'] = (tokens, index) => `<p class="math-block"><span class="math" data-math="display">${escapeHtml(tokens[index]?.content ?? '')}</span></p>\n`;
}

/** A dollar may be money: no blank stands beside it inside of a formula, and no digit after it. */
function inlineMath(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  const mark = marks.find(([open]) => src.startsWith(open, pos));
  if (!mark) return false;
  const [open, close, display] = mark;
  const start = pos + open.length;
  const end = src.slice(0, Math.min(posMax, start + longest)).indexOf(close, start);
  const content = src.slice(start, end);
  if (end === -1 || !/[^\\\s]/.test(content)) return false;
  if (open === '$' && (/^\s|\s$|\\$|`/.test(content) || /\d/.test(src.charAt(end + 1)))) return false;
  if (!silent) {
    const token = state.push('math', 'span', 0);
    token.content = content;
    token.info = display ? 'display' : 'inline';
  }
  state.pos = end + close.length;
  return true;
}

/** A formula on lines of its own; a blank line ends what was none. */
function blockMath(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const lineOf = (line: number): string => state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trim();
  const first = lineOf(startLine);
  if (!opensBlock.test(first)) return false;
  const close = first.startsWith('$$') ? '$$' : '\\]';
  for (let line = startLine; line < endLine; line++) {
    const text = line === startLine ? first.slice(2) : lineOf(line);
    if (line > startLine && (text === '' || (state.sCount[line] ?? 0) < state.blkIndent)) return false;
    const found = text.indexOf(close);
    if (found === -1) continue;
    const content = state.getLines(startLine, line + 1, state.blkIndent, false).trim().slice(2, -2);
    if (found !== text.length - 2 || content.trim() === '') return false;
    if (silent) return true;
    const token = state.push('math_block', 'p', 0);
    token.content = content;
    token.map = [startLine, line + 1];
    state.line = line + 1;
    return true;
  }
  return false;
}

/** True when a paragraph begins a formula that may yet be closed: what follows is not settled before a blank line. */
export function mayBecomeMath(paragraph: string): boolean {
  return /^[ \t>]*(?:\$\$|\\\[)/m.test(paragraph);
}
