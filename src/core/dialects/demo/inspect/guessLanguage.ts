// Guesses the language of code that came without a name. Wants two signs that agree, else stays silent.

import { type Language, languageOf } from './languages.ts';

/** How much of the code is looked at: signs of a language come early. */
const glance = 8_000;

const signs: readonly (readonly [language: string, patterns: readonly RegExp[]])[] = [
  ['php', [/<\?php/, /<\?php/]],
  ['shell', [/^#!.*\b(?:ba|z|k)?sh\b/, /^(?:fi|done|esac)\s*$/m, /^\s*(?:if|while) \[{1,2} /m, /\becho ["$]/]],
  ['python', [/^#!.*python/, /^\s*(?:async )?def \w+\(.*:\s*$/m, /^(?:from [\w.]+ )?import [\w.]+/m, /^\s*(?:elif|except|if|for|while|with) ?[^{};]*:\s*$/m, /\bself\.\w/]],
  ['ruby', [/^\s*def \w+[^:{]*$/m, /^\s*end\s*$/m, /^require ['"]/m]],
  ['go', [/^package \w+\s*$/m, /^func (?:\([^)\n]*\) )?\w+\(/m, /:= /, /\berr != nil\b/]],
  ['rust', [/\bfn \w+.*\{\s*$/m, /\blet (?:mut )?\w+/, /\bimpl\b.*\{/, /^use \w+::/m, /\w!\(/]],
  ['csharp', [/^using [\w.]+;/m, /^\s*namespace [\w.]+/m, /\bConsole\.\w/, /\{ get; /]],
  ['java', [/^package [\w.]+;/m, /^import [\w.]+;/m, /\bpublic (?:final |abstract )?(?:class|interface|enum)\b/, /\bSystem\.out\b/, /\bpublic static void main\b/]],
  ['cpp', [/^\s*#include [<"]/m, /\bstd::/, /^(?:int|void) \w+\(.*\)\s*\{?\s*$/m]],
  ['typescript', [/^(?:export )?interface \w+/m, /^(?:export )?type \w+ =/m, /[\w)\]]\s*:\s*(?:string|number|boolean|void|unknown)\b/, /^import .* from ['"]/m, /\bconst \w+/]],
  ['javascript', [/\b(?:const|let|var) \w+ = /, /=> [{(\w]/, /\bfunction\b ?\w*\(/, /\brequire\(['"]/, /\bconsole\.\w+\(/, /;\s*$/m]],
];

/** A language with two signs, the one with the most; undefined when nothing is clear. */
export function guessLanguage(code: string): Language | undefined {
  const start = code.slice(0, glance);
  let best: string | undefined;
  let most = 1;
  for (const [language, patterns] of signs) {
    const found = patterns.filter((pattern) => pattern.test(start)).length;
    if (found > most) [best, most] = [language, found];
  }
  return best === undefined ? undefined : languageOf(best, undefined);
}

/** True for text that is plainly code though nobody fenced it: several lines, most of them ending or starting as code does. */
export function looksLikeCode(text: string): boolean {
  const lines = text.slice(0, glance).split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 3) return false;
  const codeLines = lines.filter((line) => /[;{}]\s*$|^\s*(?:def|class|import|from|if|for|while|return|func|fn|const|let|var|#include|using|package)\b.*[:;{(\])]\s*$/.test(line.slice(0, 300)));
  return codeLines.length * 2 >= lines.length && guessLanguage(text) !== undefined;
}
