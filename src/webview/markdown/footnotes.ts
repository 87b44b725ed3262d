// Footnotes: `[^1]` where one is called, `[^1]: the note` where it stands. A note stays where it was written, so that nothing moves while text streams.

import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import type { ParseEnvironment } from './parseEnvironment.ts';

const note = /^\[\^([^\s[\]]{1,60})\]:[ \t]*/;
const call = /^\[\^([^\s[\]]{1,60})\]/;

/** The name a note has among the definitions of links: no link can have it. */
const keyOf = (label: string): string => `^${label.toLowerCase()}`;

/** Teaches the parser footnotes. */
export function footnotes(markdown: MarkdownIt): void {
  markdown.block.ruler.before('reference', 'footnote', readNote, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
  markdown.inline.ruler.before('link', 'footnote-call', readCall);
  const { escapeHtml } = markdown.utils;
  markdown.renderer.rules['footnote_call'] = (tokens, index) => `<sup class="footnote-call" data-note="${escapeHtml(tokens[index]?.content ?? '')}">${escapeHtml(tokens[index]?.content ?? '')}</sup>`;
  markdown.renderer.rules['footnote_open'] = (tokens, index) => {
    const label = escapeHtml(tokens[index]?.info ?? '');
    return `<blockquote class="footnote" data-note="${label}"><span class="footnote-label">${label}</span>`;
  };
  markdown.renderer.rules['footnote_close'] = () => '</blockquote>\n';
}

/** A note is one paragraph: lines that follow at once belong to it. */
function readNote(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4 || state.parentType === 'reference') return false;
  const line = state.src.slice((state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0), state.eMarks[startLine]);
  const found = note.exec(line);
  const label = found?.[1];
  if (!found || label === undefined) return false;
  if (silent) return true;
  const terminators = state.md.block.ruler.getRules('paragraph');
  let next = startLine + 1;
  while (next < endLine && !state.isEmpty(next) && !ends(state, next, endLine, terminators)) next++;
  const environment = state.env as ParseEnvironment;
  const key = keyOf(label);
  environment.references[key] ??= { href: '', title: '' };
  environment.definitions.push({ label: key, line: startLine });
  const open = state.push('footnote_open', 'blockquote', 1);
  open.info = label;
  open.map = [startLine, next];
  const inline = state.push('inline', '', 0);
  inline.content = state.getLines(startLine, next, state.blkIndent, false).trim().slice(found[0].length).trim();
  inline.map = [startLine, next];
  inline.children = [];
  state.push('footnote_close', 'blockquote', -1);
  state.line = next;
  return true;
}

function ends(state: StateBlock, line: number, endLine: number, terminators: ReturnType<StateBlock['md']['block']['ruler']['getRules']>): boolean {
  return (state.sCount[line] ?? 0) - state.blkIndent <= 3 && terminators.some((rule) => rule(state, line, endLine, true));
}

/** A call of a note that is not there is text; while text comes, the note may still come too. */
function readCall(state: StateInline, silent: boolean): boolean {
  const found = call.exec(state.src.slice(state.pos, state.pos + 64));
  const label = found?.[1];
  if (!found || label === undefined || state.pos + found[0].length > state.posMax) return false;
  const { references, finished } = state.env as ParseEnvironment;
  if (finished && !references[keyOf(label)]) return false;
  if (!silent) state.push('footnote_call', 'sup', 0).content = label;
  state.pos += found[0].length;
  return true;
}
