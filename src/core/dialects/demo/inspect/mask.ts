// Blanks strings and comments out of code, so that patterns only meet code. Offsets and lines stay where they are.

import type { MaskMemory } from './closers.ts';
import type { Family } from './languages.ts';
import { scriptSpans } from './maskScript.ts';
import type { Span } from './span.ts';
import { type MaskRule, syntaxes } from './syntax.ts';

/** Two views of one text, as long as the text and line by line beside it. */
export interface Masked {
  /** Code alone. Quotes of strings on one line stay, their content is blank. */
  readonly code: string;
  /** Comments alone. */
  readonly comments: string;
}

/** Tells code from strings and comments. Linear in the text. */
export function mask(text: string, family: Family): Masked {
  const spans = family === 'script' ? scriptSpans(text) : ruleSpans(text, family);
  const code: string[] = [];
  const comments: string[] = [];
  let last = 0;
  for (const { kind, start, end } of spans) {
    const before = text.slice(last, start);
    const inside = text.slice(start, end);
    code.push(before, kind === 'string' ? hollow(inside) : blank(inside));
    comments.push(blank(before), kind === 'comment' ? inside : blank(inside));
    last = end;
  }
  const rest = text.slice(last);
  return { code: code.join('') + rest, comments: comments.join('') + blank(rest) };
}

/** More strings and comments than any code has; beyond this nothing is taken for code. */
const mostSpans = 10_000;

function ruleSpans(text: string, family: Exclude<Family, 'script'>): Span[] {
  const rules = compiled(family);
  const spans: Span[] = [];
  if (rules === undefined) return spans;
  const memory: MaskMemory = { unclosed: new Map() };
  // What stands before the first tag of a page is text.
  const firstTag = family === 'php' ? text.indexOf('<?') : -1;
  if (firstTag > 0) spans.push({ kind: 'string', start: 0, end: firstTag });
  rules.any.lastIndex = Math.max(0, firstTag);
  for (let match = rules.any.exec(text); match !== null; match = rules.any.exec(text)) {
    const start = match.index;
    const from = start + match[0].length;
    const rule = rules.each.find(({ opener }) => {
      opener.lastIndex = start;
      return opener.test(text);
    });
    if (rule === undefined) continue;
    rule.opener.lastIndex = start;
    const end = rule.close === undefined ? from : rule.close(text, from, rule.opener.exec(text)?.groups ?? {}, memory);
    if (end !== undefined) spans.push({ kind: rule.kind, start, end });
    rules.any.lastIndex = Math.max(end ?? from, start + 1);
    if (spans.length >= mostSpans) {
      spans.push({ kind: 'string', start: rules.any.lastIndex, end: text.length });
      break;
    }
  }
  return spans;
}

interface CompiledRules {
  readonly any: RegExp;
  readonly each: readonly (MaskRule & { readonly opener: RegExp })[];
}

/** The rules of a family as patterns; made anew for each text, because patterns remember where they are. */
function compiled(family: Exclude<Family, 'script'>): CompiledRules | undefined {
  const rules = syntaxes[family];
  if (rules.length === 0) return undefined;
  const plain = rules.map((rule) => rule.open.replaceAll(/\(\?<(?:fence|word)>/g, '(?:'));
  return { any: new RegExp(plain.join('|'), 'gm'), each: rules.map((rule) => ({ ...rule, opener: new RegExp(rule.open, 'my') })) };
}

function blank(text: string): string {
  return text.includes('\n') ? text.replaceAll(/[^\n]/g, ' ') : ' '.repeat(text.length);
}

/** A string on one line keeps its quotes, so that it can still be seen that one stands there, and whether it is empty. */
function hollow(text: string): string {
  const blanked = blank(text);
  if (text.length < 2 || text.includes('\n')) return blanked;
  const keep = (character: string | undefined): string => (character !== undefined && '\'"`'.includes(character) ? character : ' ');
  return keep(text[0]) + blanked.slice(1, -1) + keep(text.at(-1));
}
