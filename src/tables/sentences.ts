// Every sentence that can be translated, read from the sources: what translators get.

/** A call of `localize`, and the text it begins with. */
const call = /\blocalize\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/g;
const literal = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"/g;

/** Those of one file. In a table of words every text is one. */
export function sentencesIn(path: string, source: string): readonly string[] {
  const text = source.replaceAll(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
  const isTable = path.endsWith('/words.ts');
  const found = isTable ? tableOf(text).matchAll(literal) : text.matchAll(call);
  return Array.from(found, (match) => read(match[1] ?? match[2] ?? '')).filter((words) => words !== '');
}

/** By themselves, as translators' tools take them. */
export function bundleOf(sentences: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries([...new Set(sentences)].toSorted().map((sentence) => [sentence, sentence]));
}

/** What stands in the table, and nothing of the imports above it. */
function tableOf(text: string): string {
  return text.slice(Math.max(0, text.indexOf('translated(')));
}

/** As the program sees it. */
function read(written: string): string {
  return written
    .replaceAll(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character === 't' ? '\t' : character));
}
