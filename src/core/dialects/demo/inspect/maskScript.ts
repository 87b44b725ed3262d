// Strings, comments, templates and regular expressions of JavaScript and TypeScript.

import { closeLine, closeOnLine, endOfLine, type MaskMemory } from './closers.ts';
import type { Span } from './span.ts';

/** More than any code has; beyond this nothing is taken for code. */
const mostSpans = 10_000;
const marks = /\/\/|\/\*|['"`{}/]/g;
const closeSingle = closeOnLine("'");
const closeDouble = closeOnLine('"');

/** What is no code in a script. Code inside `${}` of a template stays code. */
export function scriptSpans(text: string): Span[] {
  const spans: Span[] = [];
  const memory: MaskMemory = { unclosed: new Map() };
  // For each template that is open: how many braces are open inside its current `${`.
  const templates: number[] = [];
  const add = (kind: Span['kind'], start: number, end: number | undefined): number => {
    if (end === undefined) return start + 1;
    spans.push({ kind, start, end });
    return end;
  };
  const addTemplate = (start: number): number => {
    const { end, open } = templateEnd(text, start + 1);
    if (open) templates.push(0);
    return add('string', start, end);
  };

  marks.lastIndex = 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const at = mark.index;
    const top = templates.at(-1);
    switch (mark[0]) {
      case '//':
        marks.lastIndex = add('comment', at, closeLine(text, at + 2, {}, memory));
        break;
      case '/*': {
        const end = text.indexOf('*/', at + 2);
        marks.lastIndex = add('comment', at, end === -1 ? text.length : end + 2);
        break;
      }
      case "'":
        marks.lastIndex = add('string', at, closeSingle(text, at + 1, {}, memory));
        break;
      case '"':
        marks.lastIndex = add('string', at, closeDouble(text, at + 1, {}, memory));
        break;
      case '`':
        marks.lastIndex = addTemplate(at);
        break;
      case '{':
        if (top !== undefined) templates[templates.length - 1] = top + 1;
        break;
      case '}':
        if (top === undefined) break;
        if (top > 0) templates[templates.length - 1] = top - 1;
        else {
          templates.pop();
          marks.lastIndex = addTemplate(at);
        }
        break;
      default:
        if (startsExpression(text, at)) marks.lastIndex = add('string', at, expressionEnd(text, at, memory));
    }
    if (spans.length >= mostSpans) {
      add('string', marks.lastIndex, text.length);
      break;
    }
  }
  return spans;
}

/** From inside a template: to its end, or to just after the next `${`. */
function templateEnd(text: string, from: number): { end: number; open: boolean } {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`') return { end: at + 1, open: false };
    else if (text[at] === '$' && text[at + 1] === '{') return { end: at + 2, open: true };
  }
  return { end: text.length, open: false };
}

const wordsBeforeExpression = /\b(?:return|typeof|case|in|of|delete|void|throw|new|else|do|await|yield)$/;

/** Whether a slash begins a regular expression: after an operator or such a word, not after a value or a closing tag. */
function startsExpression(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before--;
  const character = text[before];
  if (character === undefined || character === '\n') return true;
  if (text[at + 1] === '>') return false;
  if ('(,=:[!&|?{};+-*%~^'.includes(character)) return true;
  if (character === '>') return text[before - 1] === '=';
  return wordsBeforeExpression.test(text.slice(Math.max(0, before - 9), before + 1));
}

/** The end of a regular expression that closes on its line; undefined when it does not. */
function expressionEnd(text: string, start: number, memory: MaskMemory): number | undefined {
  if (start <= (memory.unclosed.get('/') ?? -1)) return undefined;
  let inClass = false;
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at++) {
    const character = text[at];
    if (character === '\\' && text[at + 1] !== '\n') at++;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '/' && !inClass) return at + 1;
  }
  memory.unclosed.set('/', endOfLine(text, start));
  return undefined;
}
