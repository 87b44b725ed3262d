// What follows a name: parameters, return type and body, read off the brackets of masked code.

import type { PieceKind } from './namePatterns.ts';
import type { Source } from './source.ts';

/** Offsets of a body: just inside its braces, or its indented lines. */
export interface Body {
  readonly start: number;
  readonly end: number;
}

/** What a declaration is made of. */
export interface Shape {
  readonly parameters: string | undefined;
  readonly returns: string | undefined;
  readonly body: Body | undefined;
  /** True when it is a definition, not a mere declaration or call. */
  readonly isComplete: boolean;
  /** Where the declaration ends, as far as known. */
  readonly end: number;
}

/** Bounds of what may stand between a name and its parameters, and between those and the body. */
const nameToParameters = 120;
const parametersToBody = 400;

/** Reads what follows the name that ends at `from`. Undefined when it is not what its first line promised. */
export function bodyOf(source: Source, kind: PieceKind, from: number, isArrow: boolean): Shape | undefined {
  const { masked, brackets } = source;
  const family = source.language.family;
  if (kind === 'class' || kind === 'type') {
    // A header goes on over lines that are indented, or begin with the brace; anything else is the next statement.
    const head = masked.slice(from, from + parametersToBody).split(family === 'braces' ? '\n' : /\n(?=[^\s{])/, 1)[0] ?? '';
    const brace = head.search(/[{;]/);
    const isAlias = kind === 'type' && family === 'script' && /=\s*\S/.test(head.slice(0, brace));
    return head[brace] === '{' && !isAlias ? shaped(source, undefined, undefined, from + brace) : undefined;
  }
  const lead = masked.slice(from, from + nameToParameters);
  const only = isArrow ? /^[\w$]+\s*=>/.exec(lead)?.[0] : undefined;
  if (only !== undefined) return afterArrow(source, only.slice(0, -2), undefined, from + only.length);
  if (family === 'shell' && /^\s*\{/.test(lead)) return shaped(source, undefined, undefined, from + lead.indexOf('{'));
  const open = lead.indexOf('(');
  if (open === -1) return family === 'ruby' ? declared(undefined, from) : undefined;
  if (family === 'ruby' && lead.slice(0, open).includes('\n')) return declared(undefined, from);
  const close = brackets.partner[from + open] ?? -1;
  if (close === -1) return isArrow ? undefined : declared(undefined, from);
  const parameters = source.text.slice(from + open + 1, close);
  const rest = masked.slice(close + 1, close + 1 + parametersToBody);
  switch (family) {
    case 'script':
      return scriptBody(source, parameters, close + 1, rest, isArrow);
    case 'python': {
      const arrow = /^\s*->\s*([^:\n]{1,100}):/.exec(rest);
      const after = close + (arrow?.[0].length ?? 0);
      return { ...declared(parameters, close), returns: arrow === null ? undefined : source.text.slice(after - (arrow[1]?.length ?? 0), after) };
    }
    case 'go': {
      const head = rest.split('\n', 1)[0] ?? '';
      const brace = /\{\s*$/.test(head) ? head.lastIndexOf('{') : head.indexOf('{');
      return brace === -1 ? declared(parameters, close) : shaped(source, parameters, head.slice(0, brace), close + 1 + brace);
    }
    case 'ruby':
    case 'general':
      return declared(parameters, close);
    default: {
      const end = /[{;]|=>/.exec(family === 'braces' ? (rest.split('\n', 1)[0] ?? '') : rest);
      if (end?.[0] !== '{') return end?.[0] === '=>' ? { ...declared(parameters, close), isComplete: true } : declared(parameters, close);
      if (family === 'c' && /^\s*:/.test(rest)) return { ...declared(parameters, close), isComplete: true };
      if (family !== 'c' || /^\s*(?:const|noexcept|override|final|->[\w\s:<>*&]+|\s)*$/.test(rest.slice(0, end.index))) {
        return shaped(source, parameters, /->\s*([^{]+)/.exec(rest.slice(0, end.index))?.[1], close + 1 + end.index);
      }
      return declared(parameters, close);
    }
  }
}

function scriptBody(source: Source, parameters: string, from: number, rest: string, isArrow: boolean): Shape | undefined {
  // Steps over a return type, whose own braces are no body.
  const colon = /^\s*:/.exec(rest);
  let at = colon?.[0].length ?? 0;
  if (isArrow && colon === null && /^\s*=>/.exec(rest) === null && !/^\s*\{/.test(rest)) return undefined;
  for (let steps = 0; steps < 12; steps++) {
    const mark = /=>|[{;]/.exec(rest.slice(at));
    if (mark === null) break;
    const place = at + mark.index;
    const returns = colon === null ? undefined : source.text.slice(from + colon[0].length, from + place);
    if (mark[0] === '=>') {
      if (isArrow && isBalanced(rest.slice(colon?.[0].length ?? 0, place))) return afterArrow(source, parameters, returns, from + place + 2);
      at = place + 2;
    } else if (mark[0] === ';') return isArrow ? undefined : declared(parameters, from + place);
    else if (colon !== null && /[:|&<,(]\s*$|=>\s*$/.test(rest.slice(0, place))) {
      const close = source.brackets.partner[from + place] ?? -1;
      if (close === -1) break;
      at = close + 1 - from;
      if (at > rest.length) break;
    } else return shaped(source, parameters, returns, from + place);
  }
  return isArrow ? undefined : declared(parameters, from);
}

/** A type that is whole; an arrow inside brackets belongs to a type of function. */
function isBalanced(type: string): boolean {
  const count = (character: string): number => type.split(character).length;
  return count('<') === count('>') - (type.split('=>').length - 1) && count('(') === count(')');
}

function afterArrow(source: Source, parameters: string | undefined, returns: string | undefined, from: number): Shape {
  const brace = /^\s*\{/.exec(source.masked.slice(from, from + nameToParameters));
  if (brace !== null) return shaped(source, parameters, returns, from + brace[0].length - 1);
  return { ...declared(parameters, from), returns, isComplete: true };
}

function shaped(source: Source, parameters: string | undefined, returns: string | undefined, brace: number): Shape {
  const close = source.brackets.partner[brace] ?? -1;
  const body = close === -1 ? undefined : { start: brace + 1, end: close };
  return { parameters, returns: returns?.trim() === '' ? undefined : returns, body, isComplete: true, end: body?.end ?? brace };
}

function declared(parameters: string | undefined, end: number): Shape {
  return { parameters, returns: undefined, body: undefined, isComplete: false, end };
}
