// Runs files of node:test, a process each: quiet about what passes, complete about what fails.
import { glob } from 'node:fs/promises';
import { relative } from 'node:path';
import { run } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';
import type { SuiteResult } from './suiteResult.ts';

/** Milliseconds one test or hook may take, unless it says otherwise itself. */
const longestTest = 2 * 60_000;
/** Milliseconds without any news after which the suite is ended. */
const longestSilence = 5 * 60_000;

/** Which files to run and how. */
export interface NodeSuite {
  readonly patterns: readonly string[];
  /** How many files at once. */
  readonly concurrency: number;
  /** Ends a file once its tests are done, whatever it left running. */
  readonly forceExit?: boolean;
  readonly tell: (text: string) => void;
}

/** Runs the suite. A file that holds no test, or ends before its tests do, is a failure; so is a skipped test where nothing may be skipped. */
export async function runNodeSuite({ patterns, concurrency, forceExit = false, tell }: NodeSuite): Promise<SuiteResult> {
  const files: string[] = [];
  for await (const file of glob([...patterns])) files.push(file);
  if (files.length === 0) {
    tell(`\n✖ No test file matches ${patterns.join(', ')}\n`);
    return { passed: 0, failed: 1 };
  }
  let passed = 0;
  let failed = 0;
  const names: string[] = [];
  const printed = new Map<string, string>();
  const broken = new Set<string>();
  const fail = (name: string, file: string | undefined, why: string): void => {
    failed += 1;
    if (file) broken.add(file);
    tell(`\n✖ ${name}\n${indented(why)}\n`);
  };

  const hung = new AbortController();
  const idle = setTimeout(() => hung.abort(), longestSilence);
  const execArgv = [`--test-timeout=${longestTest}`, ...(forceExit ? ['--test-force-exit'] : [])];
  const events: AsyncIterable<TestEvent> = run({ files: files.toSorted(), concurrency, execArgv, signal: hung.signal });
  for await (const event of events) {
    idle.refresh();
    switch (event.type) {
      case 'test:start':
        names.length = event.data.nesting;
        names.push(event.data.name);
        break;
      case 'test:stdout':
      case 'test:stderr':
        printed.set(event.data.file, (printed.get(event.data.file) ?? '') + event.data.message);
        break;
      case 'test:pass': {
        const { name, file, details, skip, todo } = event.data;
        if (details.type === 'suite') break;
        if (name === file) fail(relative('.', name), undefined, 'There is no test in this file.');
        else if ((skip ?? todo) === undefined) passed += 1;
        else if (process.env['CI']) fail(names.join(' > '), undefined, 'Skipped, and nothing may be skipped here.');
        else tell(`  skipped: ${names.join(' > ')}\n`);
        break;
      }
      case 'test:fail': {
        const { name, file, line, nesting, details } = event.data;
        if ('failureType' in details.error && details.error.failureType === 'subtestsFailed') break;
        const place = file === undefined ? '' : ` (${relative('.', file)}:${line})`;
        const title = name === file ? `${relative('.', name)} broke off` : [...names.slice(0, nesting), name].join(' > ') + place;
        fail(title, file, inspect(details.error.cause ?? details.error, { depth: 6 }));
        break;
      }
      default:
    }
  }
  clearTimeout(idle);
  for (const file of broken) {
    const text = printed.get(file)?.trimEnd();
    if (text) tell(`\nPrinted by ${relative('.', file)}:\n${indented(text)}\n`);
  }
  return { passed, failed };
}

const indented = (text: string): string => text.replaceAll(/^/gm, '  ');
