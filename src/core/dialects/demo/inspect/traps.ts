// Known traps by language: each entry is true wherever its pattern matches code. The place to add another one.

import type { Finding } from './finding.ts';
import type { Family } from './languages.ts';
import { findListed, type Listed } from './listed.ts';
import type { Source } from './source.ts';

const evaluates = 'Runs code that is only known at run time: whoever can change it can run anything.';
const pieces = 'A query put together from pieces: as soon as one piece comes from outside, it can be changed into another query. Pass values as parameters.';

const traps: Readonly<Partial<Record<Family, readonly Listed[]>>> = {
  script: [
    { rule: 'async-for-each', severity: 'high', pattern: /\.forEach\(\s*async\b/g, why: '`forEach` does not wait for promises: what follows runs before these are done, and their failures are lost. A `for ... of` loop with `await`, or `Promise.all`, waits.' },
    { rule: 'nan-comparison', severity: 'high', pattern: /[!=]==?\s*NaN\b|(?<![\w.])NaN\s*[!=]==?/g, why: '`NaN` equals nothing, not even itself, so this has always the same result. `Number.isNaN` asks.' },
    { rule: 'async-executor', severity: 'high', pattern: /\bnew Promise(?:<[^>\n]{0,80}>)?\(\s*async\b/g, why: 'An error inside an `async` executor goes nowhere: the promise never settles.' },
    { rule: 'no-certificate-check', severity: 'high', pattern: /\brejectUnauthorized\s*:\s*false\b/g, why: 'Turns off the check of certificates: anybody on the way can read and change what is sent.' },
    { rule: 'evaluates-text', severity: 'high', pattern: /(?<![\w$.])eval\(|\bnew Function\(/g, why: evaluates },
    { rule: 'joined-query', severity: 'high', pattern: /\.(?:query|execute)\(\s*(?:"\s*"|'\s*')\s*\+/g, why: pieces },
    { rule: 'inner-html', severity: 'medium', pattern: /\.innerHTML\s*\+?=(?!=)(?!\s*['"`]\s*['"`]\s*[;\n])/g, why: 'Text set as HTML runs whatever is in it. If any of it comes from outside, use `textContent` or clean it first.' },
    { rule: 'json-copy', severity: 'low', pattern: /\bJSON\.parse\(\s*JSON\.stringify\(/g, why: 'A copy through JSON loses dates, maps, `undefined` and functions; `structuredClone` keeps most of them.' },
    { rule: 'any-type', only: /^TypeScript/, severity: 'low', pattern: /(?<=[:<,|]\s{0,3}|\bas\s)any\b(?=\s*(?:[,;)=>|[\]{}]|$))/gm, why: '`any` turns the compiler off for everything this value touches; `unknown` asks for a look first.' },
  ],
  python: [
    { rule: 'assert-pair', severity: 'high', pattern: /^[ \t]*assert\s*\([^()\n]{1,200},[^()\n]{0,200}\)\s*$/gm, why: 'A pair in brackets is never empty, so this always passes. Leave the brackets out.' },
    { rule: 'identity-of-literal', severity: 'medium', pattern: /\bis\s+(?:not\s+)?(?:\d|['"])/g, why: '`is` asks whether it is the same object, which numbers and texts are only by accident; `==` compares.' },
    { rule: 'no-certificate-check', severity: 'high', pattern: /\bverify\s*=\s*False\b/g, why: 'Turns off the check of certificates: anybody on the way can read and change what is sent.' },
    { rule: 'evaluates-text', severity: 'high', pattern: /(?<![\w.])(?<!def )(?:eval|exec)\((?!\s*(?:['"]|$))/gm, why: evaluates },
    { rule: 'through-a-shell', severity: 'medium', pattern: /\bshell\s*=\s*True\b/g, why: 'Runs through a shell: if any part of the command comes from outside, it can bring commands of its own.' },
    { rule: 'joined-query', severity: 'high', pattern: /\.execute\(\s*(?:f['"]|['"]\s*['"]\s*[+%])/g, why: pieces },
  ],
  java: [
    { rule: 'text-identity', severity: 'high', pattern: /[!=]=\s*"\s*"|"\s*"\s*[!=]=/g, why: '`==` asks whether two texts are the same object; `equals` compares what they say.' },
  ],
  csharp: [
    { rule: 'async-void', severity: 'medium', pattern: /\basync\s+void\s+\w+\s*\(/g, why: 'Nobody can wait for an `async void` method, and an exception in it ends the process. Right for event handlers only.' },
  ],
  go: [
    { rule: 'panic', severity: 'low', pattern: /(?<![\w.])panic\(/g, why: '`panic` ends the program unless somebody recovers; callers cannot see it coming as they see an error.' },
  ],
  c: [
    { rule: 'unbounded-copy', severity: 'high', pattern: /(?<![\w.>:])(?:gets|strcpy|strcat|sprintf)\s*\(/g, why: 'Writes without knowing how much room there is. The variants that take a length do.' },
    { rule: 'whole-namespace', severity: 'low', pattern: /^[ \t]*using\s+namespace\s+std\s*;/gm, why: 'Brings hundreds of short names into this file; in a header, into every file that includes it.' },
  ],
  rust: [
    { rule: 'unwrap', severity: 'low', pattern: /\.unwrap\(\)/g, why: '`unwrap` panics when there is nothing inside. `?` hands the failure on, `expect` at least says what was expected.' },
    { rule: 'unsafe', severity: 'medium', pattern: /\bunsafe\s*\{/g, why: 'Here the compiler takes your word; a comment that says why it holds would help the next reader.' },
  ],
  php: [
    { rule: 'echoes-input', severity: 'high', pattern: /\becho\s+\$_(?:GET|POST|REQUEST|COOKIE)\b/g, why: 'Shows what came from outside as it is: a link can make this page run somebody else\'s script. `htmlspecialchars` makes it text.' },
    { rule: 'evaluates-text', severity: 'high', pattern: /(?<![\w>:$])eval\(/g, why: evaluates },
    { rule: 'extracts-input', severity: 'high', pattern: /\bextract\(\s*\$_/g, why: 'Lets whoever sends the request set any variable here.' },
  ],
  ruby: [
    { rule: 'rescues-everything', severity: 'medium', pattern: /\brescue\s+Exception\b/g, why: '`Exception` includes the signals that stop the program; `StandardError` leaves those alone.' },
    { rule: 'evaluates-text', severity: 'high', pattern: /(?<![\w.])eval\(/g, why: evaluates },
  ],
  shell: [
    { rule: 'unquoted-removal', severity: 'high', pattern: /\brm\s+-\w*[rR]\w*\s+(?:-\w+\s+)*\$\{?\w+/g, why: 'Without quotes a space in the value makes two paths of one, and an empty value may leave only what stands after it. Quote it, and write `${name:?}`.' },
    { rule: 'runs-a-download', severity: 'medium', pattern: /\b(?:curl|wget)\b[^\n|;]{0,300}\|\s*(?:sudo\s+)?(?:ba|z)?sh\b/g, why: 'Runs whatever the server sends at that moment, and half of it when the line breaks.' },
    { rule: 'parses-ls', severity: 'low', pattern: /\bin\s+(?:\$\(|`)\s*ls\b/g, why: 'File names with spaces fall apart here; a pattern such as `for file in *.txt` keeps them whole.' },
  ],
};

/** Traps that occur in the source. */
export function findTraps(source: Source): readonly Finding[] {
  return findListed(source, traps[source.language.family] ?? []);
}
