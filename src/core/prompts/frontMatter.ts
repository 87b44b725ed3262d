// The lines between `---` and `---` at the top of a Markdown file: `key: value`, and nothing else of YAML.

import { localize } from '../base/localize.ts';
import type { TextProblem } from './textProblem.ts';

export interface Field {
  readonly value: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

export interface FrontMatter {
  readonly fields: ReadonlyMap<string, Field>;
  readonly body: readonly string[];
  /** The line of the file that the body begins with. */
  readonly bodyLine: number;
  readonly problems: readonly TextProblem[];
}

const mark = /^---[ \t]*$/;
const longest = 100;

/** Splits a file. Without front matter all of it is body. */
export function parseFrontMatter(text: string): FrontMatter {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  if (!mark.test(lines[0] ?? '')) return { fields: new Map(), body: lines, bodyLine: 0, problems: [] };
  const end = lines.slice(0, longest).findIndex((line, index) => index > 0 && mark.test(line));
  if (end === -1) {
    const sentence = localize('The lines at the top have no end. Add a line with --- below them.');
    return { fields: new Map(), body: [], bodyLine: lines.length, problems: [{ severity: 'error', sentence, line: 0, from: 0, to: 3 }] };
  }
  const fields = new Map<string, Field>();
  const problems: TextProblem[] = [];
  for (const [index, line] of lines.slice(1, end).entries()) {
    const at = { line: index + 1, from: 0, to: line.length };
    const read = readLine(line);
    if (read === undefined) continue;
    if (read === 'unreadable') problems.push({ severity: 'error', sentence: localize('Only lines such as "name: review" can stand here: a key, a colon and a text on one line.'), ...at });
    else if (fields.has(read.key)) problems.push({ severity: 'error', sentence: localize('"{0}" stands here twice. Leave one of them out.', read.key), ...at });
    else fields.set(read.key, { value: read.value, ...at });
  }
  return { fields, body: lines.slice(end + 1), bodyLine: end + 1, problems };
}

/** Undefined for a line that says nothing. */
function readLine(line: string): { readonly key: string; readonly value: string } | 'unreadable' | undefined {
  if (/^\s*(?:#|$)/.test(line)) return undefined;
  const colon = line.indexOf(':');
  const key = line.slice(0, colon).trimEnd();
  const rest = line.slice(colon + 1);
  if (colon < 1 || !/^[A-Za-z][\w-]*$/.test(key) || !/^(?:\s|$)/.test(rest)) return 'unreadable';
  const value = readValue(rest.trim());
  return value === undefined ? 'unreadable' : { key, value };
}

/** Lists, objects, references and texts over several lines are YAML, too, but not for here. */
function readValue(written: string): string | undefined {
  const quoted = /^(["'])(.*)\1\s*(?:#.*)?$/.exec(written);
  if (quoted) return quoted[1] === '"' ? quoted[2]?.replaceAll(/\\(["\\])/g, '$1') : quoted[2]?.replaceAll("''", "'");
  if (/^[[\]{}|>&*!%@`"']/.test(written)) return undefined;
  const comment = written.search(/(?:^|\s)#/);
  return (comment === -1 ? written : written.slice(0, comment)).trimEnd();
}
