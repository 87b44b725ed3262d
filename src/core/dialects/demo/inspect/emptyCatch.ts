// Errors that are caught and forgotten, with no word why.

import { type Finding, findingAt, onePerReason } from './finding.ts';
import type { Source } from './source.ts';

const most = 40;
const why = 'An error is caught and forgotten, with no comment that says why: when this fails, nobody will know. Handle it, log it, or say why it may be ignored.';
const whyNamed = 'This error is ignored. If that is meant, `contextlib.suppress` or a comment would say so.';

const braces = /\bcatch\s*(?:\([^()\n]{0,200}\)\s*)?\{\s*\}|\.catch\(\s*(?:\(\s*\w*\s*\)|\w+)\s*=>\s*\{\s*\}\s*\)/g;
const goError = /\bif\s+(?:\w+\s*:?=[^;{\n]{1,200};\s*)?err\s*!=\s*nil\s*\{\s*\}/g;

/** Empty handlers; one that holds a comment is taken as meant. */
export function findEmptyCatches(source: Source): readonly Finding[] {
  return onePerReason(source, emptyHandlers(source));
}

function emptyHandlers(source: Source): readonly Finding[] {
  switch (source.language.family) {
    case 'script':
    case 'java':
    case 'csharp':
    case 'c':
    case 'php':
    case 'braces':
      return matching(source, braces);
    case 'go':
      return matching(source, goError);
    case 'python':
      return emptyExcepts(source);
    default:
      return [];
  }
}

function matching(source: Source, pattern: RegExp): Finding[] {
  const findings: Finding[] = [];
  for (const match of source.masked.matchAll(pattern)) {
    if (findings.length >= most) break;
    const hasComment = source.comments.slice(match.index, match.index + match[0].length).trim() !== '';
    if (!hasComment) findings.push(findingAt(source, match.index, 'empty-catch', 'medium', why));
  }
  return findings;
}

/** Reaching for something that may not be there is how Python is written; to ignore just that is common and harmless. */
const ignorable = /\b(?:KeyError|IndexError|AttributeError|ImportError|ModuleNotFoundError|FileNotFoundError|StopIteration|StopAsyncIteration|GeneratorExit|CancelledError|NameError)\b/;

/** `except ...: pass` in Python, on one line or two. */
function emptyExcepts(source: Source): Finding[] {
  const findings: Finding[] = [];
  for (const [line, text] of source.maskedLines.entries()) {
    if (findings.length >= most) break;
    const head = /^\s*except\b([^:]*):(.*)$/.exec(text.slice(0, 400));
    if (head === null) continue;
    const next = line + 1;
    const onOneLine = /^\s*(?:pass|\.\.\.)\s*$/.test(head[2] ?? '');
    const onTwo = (head[2] ?? '').trim() === '' && /^\s*(?:pass|\.\.\.)\s*$/.test(source.maskedLines[next] ?? '');
    const comments = (source.commentLines[line] ?? '') + (onTwo ? (source.commentLines[next] ?? '') : '');
    if ((!onOneLine && !onTwo) || comments.trim() !== '') continue;
    const caught = (head[1] ?? '').trim();
    const offset = (source.starts[line] ?? 0) + text.search(/\S/);
    if (caught === '' || /\b(?:Base)?Exception\b/.test(caught)) findings.push(findingAt(source, offset, 'empty-catch', 'medium', why));
    else if (!ignorable.test(caught)) findings.push(findingAt(source, offset, 'empty-catch', 'low', whyNamed));
  }
  return findings;
}
