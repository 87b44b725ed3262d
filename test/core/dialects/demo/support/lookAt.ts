// Inspects a piece of code in a test, with lines as people count them.

import { inspect, type Inspection } from '../../../../../src/core/dialects/demo/inspect/inspect.ts';
import { languageOf, unknownLanguage } from '../../../../../src/core/dialects/demo/inspect/languages.ts';

/** What a test wants to know of a finding. */
export interface Found {
  readonly rule: string;
  readonly line: number;
  readonly severity: string;
  readonly why: string;
  readonly quote: string;
}

/** Inspects `code` as `language`. */
export function lookAt(language: string, code: string, firstLine = 1): Promise<Inspection> {
  return inspect({ code, language: languageOf(language, undefined) ?? unknownLanguage, path: undefined, firstLine }, () => Promise.resolve());
}

/** All findings of one rule. */
export async function found(rule: string, language: string, code: string, firstLine = 1): Promise<Found[]> {
  const { findings, source } = await lookAt(language, code, firstLine);
  return findings.filter((finding) => finding.rule === rule).map(({ line, severity, why, quote }) => ({ rule, line: source.firstLine + line, severity, why, quote }));
}

/** The lines on which a rule finds something, in order; those too that a finding only names. */
export async function linesOf(rule: string, language: string, code: string): Promise<number[]> {
  const findings = await found(rule, language, code);
  const also = (why: string): number[] => (/Also on lines? ([\d, and]+)\.$/.exec(why)?.[1]?.match(/\d+/g) ?? []).map(Number);
  return findings.flatMap(({ line, why }) => [line, ...also(why)]).toSorted((left, right) => left - right);
}
