// Colours for code: the languages people ask about, registered one by one so that no other is shipped.

import highlighter from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import lua from 'highlight.js/lib/languages/lua';
import makefile from 'highlight.js/lib/languages/makefile';
import markdown from 'highlight.js/lib/languages/markdown';
import php from 'highlight.js/lib/languages/php';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import scss from 'highlight.js/lib/languages/scss';
import shell from 'highlight.js/lib/languages/shell';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

const languages = {
  bash, c, cpp, csharp, css, diff, dockerfile, go, ini, java, javascript, json, kotlin, lua, makefile, markdown, php, powershell,
  python, ruby, rust, scss, shell, sql, swift, typescript, xml, yaml,
};
for (const [name, language] of Object.entries(languages)) highlighter.registerLanguage(name, language);

/** Longer code stays plain: colouring it in one go would hold the page for more than a blink. */
const longestCode = 30_000;
/** A list that grows brings the code in its finished items again and again. */
const remembered = new Map<string, string>();
const remembersAtMost = 200;

/** Html of coloured code, escaped by the highlighter; undefined where there is nothing to colour. */
export function highlight(code: string, language: string): string | undefined {
  if (code.length > longestCode || !highlighter.getLanguage(language)) return undefined;
  const key = `${language}\n${code}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const html = highlighter.highlight(code, { language, ignoreIllegals: true }).value;
  if (remembered.size >= remembersAtMost) remembered.clear();
  remembered.set(key, html);
  return html;
}

/** The name people know a language by: `TypeScript` for `ts`. What is not known is named as it was written. */
export function languageName(language: string): string {
  const name = highlighter.getLanguage(language)?.name ?? language;
  return name.split(',')[0]?.trim() ?? name;
}
