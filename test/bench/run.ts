// `npm run bench [name ...]`: prints one JSON line per figure. Timing lives here and never in a test.

import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Bench } from './figure.ts';

const wanted = process.argv.slice(2);
const files = globSync('*.bench.ts', { cwd: import.meta.dirname }).toSorted();
const chosen = files.filter((file) => wanted.length === 0 || wanted.includes(basename(file, '.bench.ts')));
if (chosen.length === 0) throw new Error(`There is no such bench; there are ${files.map((file) => basename(file, '.bench.ts')).join(', ')}.`);
for (const file of chosen) {
  const bench = (await import(join(import.meta.dirname, file))) as Bench;
  for await (const figure of bench.figures()) console.log(JSON.stringify(figure));
}
