// What is wrong with an answer, in words short enough to go back to the model.

import type { $ZodIssue } from 'zod/v4/core';
import type { Json } from '../model/message.ts';

/** One thing that does not fit. The path leads to it from the value's root. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const mostProblems = 20;
const longestLine = 300;

/** Zod's issues as problems; of a union, those of the member that came closest. */
export function problemsOf(issues: readonly $ZodIssue[], value: Json, base: readonly (string | number)[] = [], depth = 0): readonly Problem[] {
  return issues.slice(0, mostProblems).flatMap((issue): readonly Problem[] => {
    const own = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
    const path = [...base, ...own];
    const given = valueAt(value, own);
    if (issue.code === 'invalid_union' && depth < 4) {
      const closest = issue.errors.filter((each) => each.length > 0).toSorted((a, b) => distance(a) - distance(b))[0];
      if (closest) return problemsOf(closest, given ?? null, path, depth + 1);
    }
    return [{ path, message: describe(issue, given) }];
  });
}

/** Few issues deep inside are closer than one at the top. */
function distance(issues: readonly $ZodIssue[]): number {
  return issues.length + (issues.some(({ path }) => path.length === 0) ? 1_000 : 0);
}

/** Zod's short build carries no texts, so the usual ones are here. */
function describe(issue: $ZodIssue, given: Json | undefined): string {
  if (!/^Invalid input$/i.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}, found ${kindOf(given)}`;
    case 'invalid_value':
      return `expected one of ${JSON.stringify(issue.values)}, found ${JSON.stringify(given)?.slice(0, 80) ?? 'nothing'}`;
    case 'too_small':
      return `expected at least ${issue.minimum} (${issue.origin})`;
    case 'too_big':
      return `expected at most ${issue.maximum} (${issue.origin})`;
    case 'invalid_format':
      return `expected the format ${issue.format}${issue.pattern === undefined || issue.format !== 'regex' ? '' : ` ${issue.pattern}`}`;
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `has fields that are not known: ${issue.keys.join(', ')}`;
    default:
      return 'does not fit the schema';
  }
}

function kindOf(value: Json | undefined): string {
  return value === undefined ? 'nothing' : value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function valueAt(value: Json, path: readonly (string | number)[]): Json | undefined {
  let place: Json | undefined = value;
  for (const step of path) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, step)) return undefined;
    place = (place as Readonly<Record<string | number, Json>>)[step];
  }
  return place;
}

/** One line each, bounded. */
export function writeProblems(problems: readonly Problem[]): string {
  const lines = problems.slice(0, mostProblems).map(({ path, message }) => {
    const line = `${path.length === 0 ? 'the answer' : path.join('.')}: ${message}`;
    return `- ${line.length > longestLine ? `${line.slice(0, longestLine)}…` : line}`;
  });
  return [...lines, ...(problems.length > mostProblems ? ['- and more'] : [])].join('\n');
}
