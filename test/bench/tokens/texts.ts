// What is counted in the bench: about a megabyte of prose and of code, and what has no break.

import { globSync, readFileSync } from 'node:fs';
import { checkout } from '../../vscode/support/paths.ts';

const megabyte = 1_000_000;

function fill(paths: readonly string[]): string {
  const all = paths.map((path) => readFileSync(`${checkout}/${path}`, 'utf8')).join('\n');
  return all.repeat(Math.ceil(megabyte / all.length)).slice(0, megabyte);
}

export const prose = (): string => fill(globSync(['README.md', 'CHANGELOG.md', 'src/**/README.md', 'node_modules/{openai,zod,esbuild,fast-check,mocha}/README.md'], { cwd: checkout }).toSorted());
export const code = (): string => fill(globSync('src/**/*.ts', { cwd: checkout }).toSorted());

export const unbroken: Readonly<Record<string, string>> = { letters: 'a', signs: '=', spaces: ' ', breaks: '\n', ideographs: '中', emoji: '😀' };
