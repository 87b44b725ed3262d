// A single `=` where a comparison was likely meant.

import { type Finding, findingAt } from './finding.ts';
import type { Source } from './source.ts';

const most = 6;
const longestCondition = 400;

/** Plain assignments as the whole condition of an `if`. A second pair of brackets says that it is meant. */
export function findAssignments(source: Source): readonly Finding[] {
  const { family } = source.language;
  if (family !== 'script' && family !== 'c' && family !== 'php' && family !== 'java' && family !== 'csharp') return [];
  const findings: Finding[] = [];
  for (const match of source.masked.matchAll(/\bif\s*\(/g)) {
    if (findings.length >= most) break;
    const open = match.index + match[0].length - 1;
    const close = source.brackets.partner[open] ?? -1;
    if (close === -1 || close - open > longestCondition) continue;
    const condition = source.masked.slice(open + 1, close);
    const assignment = /^\s*([\w$.[\]>-]+)\s*=(?![=>])\s*(\S[^]*)$/.exec(condition);
    if (assignment?.[1] === undefined || assignment[1].endsWith('>') || assignment[1].endsWith('-')) continue;
    // Calls are often assigned and tested in one go, and meant; a literal or a plain name hardly ever is.
    if (!/^(?:[\w$.[\]-]+|'\s*'|"\s*"|`\s*`)\s*(?:$|&&|\|\|)/.test(assignment[2] ?? '')) continue;
    const why = `\`=\` assigns and does not compare: \`${assignment[1]}\` is changed here, and the condition is its new value.`;
    findings.push(findingAt(source, match.index, 'assignment-in-condition', 'high', why));
  }
  return findings;
}
