// The languages the inspection knows by name, and the family whose rules each follows.

/** Languages of one family share rules. `braces` knows only blocks and comments, `general` nothing for sure, `prose` is no code. */
export type Family =
  | 'script' | 'python' | 'go' | 'java' | 'csharp' | 'c' | 'rust' | 'php' | 'ruby' | 'shell'
  | 'braces' | 'json' | 'general' | 'prose';

/** A language as people call it. */
export interface Language {
  readonly label: string;
  readonly family: Family;
}

/** What the editor and people write after the fence, and file endings. */
const table: readonly (readonly [label: string, family: Family, names: string])[] = [
  ['TypeScript', 'script', 'typescript ts mts cts'],
  ['TypeScript with JSX', 'script', 'typescriptreact tsx'],
  ['JavaScript', 'script', 'javascript js mjs cjs node'],
  ['JavaScript with JSX', 'script', 'javascriptreact jsx'],
  ['Python', 'python', 'python py pyi pyw python3'],
  ['Go', 'go', 'go golang'],
  ['Java', 'java', 'java'],
  ['C#', 'csharp', 'csharp cs c#'],
  ['C', 'c', 'c h'],
  ['C++', 'c', 'cpp c++ cc cxx hpp hh hxx'],
  ['Rust', 'rust', 'rust rs'],
  ['PHP', 'php', 'php'],
  ['Ruby', 'ruby', 'ruby rb rake gemspec'],
  ['Shell', 'shell', 'shellscript shell sh bash zsh ksh'],
  ['Kotlin', 'braces', 'kotlin kt kts'],
  ['Swift', 'braces', 'swift'],
  ['Scala', 'braces', 'scala sc'],
  ['Dart', 'braces', 'dart'],
  ['JSON', 'json', 'json'],
  ['JSON with comments', 'general', 'jsonc json5'],
  ['CSS', 'general', 'css'],
  ['SCSS', 'general', 'scss sass less'],
  ['HTML', 'general', 'html htm'],
  ['Vue', 'general', 'vue'],
  ['Svelte', 'general', 'svelte'],
  ['XML', 'general', 'xml svg'],
  ['YAML', 'general', 'yaml yml'],
  ['TOML', 'general', 'toml'],
  ['SQL', 'general', 'sql'],
  ['Lua', 'general', 'lua'],
  ['Perl', 'general', 'perl pl pm'],
  ['Elixir', 'general', 'elixir ex exs'],
  ['Haskell', 'general', 'haskell hs'],
  ['R', 'general', 'r'],
  ['Makefile', 'general', 'makefile mk'],
  ['Dockerfile', 'general', 'dockerfile'],
  ['PowerShell', 'general', 'powershell ps1'],
  ['Markdown', 'prose', 'markdown md mdx'],
  ['plain text', 'prose', 'plaintext text txt log'],
];

const byName = new Map(table.flatMap(([label, family, names]) => names.split(' ').map((name) => [name, { label, family }] as const)));

/** What is not known is treated with care. */
export const unknownLanguage: Language = { label: 'a language I do not know', family: 'general' };

/** The language by the word after the fence, else by the file's ending. */
export function languageOf(name: string, path: string | undefined): Language | undefined {
  const known = byName.get(name.toLowerCase());
  if (known !== undefined) return known;
  const file = path?.split(/[\\/]/).at(-1) ?? '';
  return byName.get((file.includes('.') ? file.slice(file.lastIndexOf('.') + 1) : file).toLowerCase());
}

/** True where blocks stand in braces and the rules for them hold. */
export function hasBraces(family: Family): boolean {
  return family !== 'python' && family !== 'ruby' && family !== 'general' && family !== 'prose' && family !== 'json';
}

/** True for what has functions, conditions and the like, as opposed to data and prose. */
export function isCode(family: Family): boolean {
  return hasBraces(family) || family === 'python' || family === 'ruby';
}
