// `==` and `!=` in scripts, which convert their operands before they compare.

import { type Finding, findingAt, onePerReason } from './finding.ts';
import type { Source } from './source.ts';

const most = 40;

/** Loose comparisons, except those that are harmless or meant: with null or undefined, and of `typeof`. */
export function findLooseEquality(source: Source): readonly Finding[] {
  if (source.language.family !== 'script') return [];
  const findings: Finding[] = [];
  for (const match of source.masked.matchAll(/(?<![=!<>])(==|!=)(?!=)/g)) {
    if (findings.length >= most) break;
    const before = source.masked.slice(Math.max(0, match.index - 60), match.index);
    const after = source.masked.slice(match.index + 2, match.index + 62);
    if (/^\s*(?:null|undefined|void 0)\b/.test(after) || /\b(?:null|undefined)\s*$/.test(before)) continue;
    if (/\btypeof\s+[\w.$[\]()]+\s*$/.test(before) || /^\s*typeof\b/.test(after)) continue;
    const why = `\`${match[0]}\` converts before it compares (\`0 == ''\` is true, and so is \`'1' == 1\`); \`${match[0]}=\` compares what is there.`;
    findings.push(findingAt(source, match.index, 'loose-equality', 'medium', why));
  }
  return onePerReason(source, findings);
}
