// Printing and stopping that was likely left over from a search for a bug.

import type { Finding } from './finding.ts';
import type { Family } from './languages.ts';
import { findListed, type Listed } from './listed.ts';
import type { Source } from './source.ts';

const rule = 'leftover';
const print = 'fine in a script, noise in everything else. A logger can be turned off.';

const leftovers: Readonly<Partial<Record<Family, readonly Listed[]>>> = {
  script: [
    { rule, severity: 'high', pattern: /(?<![\w$.])debugger(?=\s*(?:;|$))/gm, why: '`debugger` stops everybody who has developer tools open.' },
    { rule, severity: 'low', pattern: /(?<![\w$.])console\.(?:log|debug|dir|trace|table)\(/g, why: `Writes to the console: ${print}` },
    { rule, severity: 'low', pattern: /(?<![\w$.])(?:window\.)?alert\(/g, why: '`alert` holds up the whole page until somebody presses OK.' },
  ],
  python: [
    { rule, severity: 'high', pattern: /(?<![\w.])(?:breakpoint\(\)|(?:pdb|ipdb)\.set_trace\(\))/g, why: 'Stops the program and waits for somebody at a terminal.' },
    { rule, severity: 'low', pattern: /(?<![\w.])print\((?![^\n]{0,300}\bfile\s*=)/g, why: `Prints: ${print}` },
  ],
  java: [
    { rule, severity: 'low', pattern: /\bSystem\.(?:out|err)\.print(?:ln|f)?\(/g, why: `Prints: ${print}` },
    { rule, severity: 'medium', pattern: /\.printStackTrace\(\s*\)/g, why: '`printStackTrace` writes where few people look, and the program goes on as if nothing had happened.' },
  ],
  php: [{ rule, severity: 'medium', pattern: /(?<![\w>:$])(?:var_dump|print_r)\(/g, why: 'Shows inner values to whoever looks at the page.' }],
  ruby: [{ rule, severity: 'high', pattern: /\bbinding\.(?:pry|irb)\b|^[ \t]*byebug[ \t]*$/gm, why: 'Stops the program and waits for somebody at a terminal.' }],
  rust: [{ rule, severity: 'low', pattern: /\bdbg!\(/g, why: '`dbg!` is for looking while you work; release builds print it as well.' }],
};

/** Leftovers by language. A program made for the terminal may print. */
export function findLeftovers(source: Source): readonly Finding[] {
  const printsByTrade = source.text.startsWith('#!') || /__main__|\bprocess\.argv\b|\bargparse\b|\bstatic void main\b/.test(source.text);
  const table = leftovers[source.language.family] ?? [];
  return findListed(source, printsByTrade ? table.filter((entry) => entry.severity !== 'low') : table);
}
