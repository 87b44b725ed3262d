// Looks at code without a model: everything that can be counted or matched, in steps that never hold the editor up.

import type { Breathe } from '../answer.ts';
import { findAssignments } from './assignmentInCondition.ts';
import { type Caller, findCallers } from './calls.ts';
import { findDuplicates } from './duplicates.ts';
import { findEmptyCatches } from './emptyCatch.ts';
import { findLooseEquality } from './equality.ts';
import type { Finding, FindingKind, Severity } from './finding.ts';
import { findLeftovers } from './leftovers.ts';
import { findLongFunctions } from './longFunctions.ts';
import { findMagicNumbers } from './magicNumbers.ts';
import { findNames, type Names } from './names.ts';
import { deepest, type Depth, findDeepNesting } from './nesting.ts';
import { findNotes } from './notes.ts';
import { findPythonTraps } from './pythonTraps.ts';
import { findSecrets } from './secrets.ts';
import { findLongLine, measure, type Size } from './size.ts';
import { createSource, type Snippet, type Source } from './source.ts';
import { findTraps } from './traps.ts';
import { findUnusedImports } from './unusedImports.ts';

/** Everything inspection has to say about one piece of code. */
export interface Inspection {
  readonly source: Source;
  readonly size: Size;
  readonly names: Names;
  readonly callers: readonly Caller[];
  readonly depth: Depth | undefined;
  /** By weight, then by line. */
  readonly findings: readonly Finding[];
}

/** One entry per kind of finding; a new kind is a file and a line here. */
export const findingKinds: readonly FindingKind[] = [
  findSecrets,
  findEmptyCatches,
  findAssignments,
  findLooseEquality,
  findPythonTraps,
  findTraps,
  findLeftovers,
  findNotes,
  findUnusedImports,
  findDuplicates,
  findLongFunctions,
  findDeepNesting,
  findMagicNumbers,
  findLongLine,
];

const weights: Readonly<Record<Severity, number>> = { high: 0, medium: 1, low: 2 };

/** Inspects a snippet; `breathe` runs between the steps. What no person wrote is only measured. */
export async function inspect(snippet: Snippet, breathe: Breathe): Promise<Inspection> {
  const source = await createSource(snippet, breathe);
  await breathe();
  const size = measure(source);
  await breathe();
  const names = findNames(source);
  await breathe();
  const callers = findCallers(source, names);
  await breathe();
  const findings: Finding[] = [];
  for (const find of size.looksGenerated ? [findSecrets] : findingKinds) {
    findings.push(...find(source, names));
    await breathe();
  }
  findings.sort((left, right) => weights[left.severity] - weights[right.severity] || left.line - right.line);
  return { source, size, names, callers, depth: size.looksGenerated ? undefined : deepest(source, names), findings };
}
