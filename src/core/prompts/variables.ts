// `{{name}}` in a text: where such places are, and what to put into them.

/** What is known without asking: the code in focus, its file, the clipboard, and the rest of the line after the command. */
export const builtInVariables = ['selection', 'file', 'language', 'content', 'clipboard', 'input'] as const;
export type BuiltInVariable = (typeof builtInVariables)[number];

export interface Place {
  readonly name: string;
  /** False for what is in braces and cannot be the name of a variable. */
  readonly named: boolean;
  /** True where nothing else stands in its line. */
  readonly alone: boolean;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** What is in braces is short, so that a hostile line costs no more than its length. */
const braces = /\\?\{\{[^{}]{0,80}\}\}/g;

export function isBuiltIn(name: string): name is BuiltInVariable {
  return (builtInVariables as readonly string[]).includes(name);
}

/** Every place in some lines, `\{{name}}` left out: that is meant as it stands. */
export function findPlaces(lines: readonly string[], firstLine = 0): readonly Place[] {
  return lines.flatMap((text, index) => Array.from(text.matchAll(braces)).flatMap((match): readonly Place[] => {
    if (match[0].startsWith('\\')) return [];
    const to = match.index + match[0].length;
    return [{ ...nameIn(match[0]), alone: isAlone(text, match.index, to), line: firstLine + index, from: match.index, to }];
  }));
}

/** The text with every named place filled. What is put in is not looked through again. */
export function fillPlaces(text: string, valueOf: (name: string, alone: boolean) => string): string {
  return text.split('\n').map((line) => line.replaceAll(braces, (written, at: number) => {
    if (written.startsWith('\\')) return written.slice(1);
    const { name, named } = nameIn(written);
    return named ? valueOf(name, isAlone(line, at, at + written.length)) : written;
  })).join('\n');
}

/** The built-in variable that somebody likely meant who wrote `name`. */
export function likelyMeant(name: string): BuiltInVariable | undefined {
  const plain = (word: string): string => word.toLowerCase().replaceAll(/[-_]|s$/g, '');
  return builtInVariables.find((known) => known !== name && plain(known) === plain(name));
}

function nameIn(written: string): { readonly name: string; readonly named: boolean } {
  const name = written.slice(2, -2).trim();
  return { name, named: /^[A-Za-z][\w-]{0,39}$/.test(name) };
}

function isAlone(line: string, from: number, to: number): boolean {
  return line.slice(0, from).trim() === '' && line.slice(to).trim() === '';
}
