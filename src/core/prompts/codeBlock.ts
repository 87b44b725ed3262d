// Code as a fenced block that nothing inside it can close.

/** Code with where it comes from. */
export interface CodeSource {
  readonly language: string;
  readonly path: string;
  readonly code: string;
}

export function fencedCode({ language, path, code }: CodeSource): string {
  const longestRun = Math.max(0, ...Array.from(code.matchAll(/^[ \t]*(`{3,})/gm), (match) => match[1]?.length ?? 0));
  const fence = '`'.repeat(Math.max(3, longestRun + 1));
  const info = `${language} ${path}`.replaceAll(/[`\r\n]/g, ' ').trim();
  return `${fence}${info}\n${code.endsWith('\n') ? code : `${code}\n`}${fence}`;
}
