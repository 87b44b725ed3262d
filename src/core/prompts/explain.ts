// The question behind "Explain".

import { fencedCode, type CodeSource } from './codeBlock.ts';

/** Code to explain, and which lines of its file it is. Lines count from 1. */
export interface CodeToExplain extends CodeSource {
  readonly firstLine: number;
  readonly lastLine: number;
}

export function explainPrompt(source: CodeToExplain): string {
  return [
    `Explain this code from ${source.path} (lines ${source.firstLine}-${source.lastLine}) to a colleague who has not seen it before.`,
    'Begin with what it is for. Then go through how it works, and end with what is surprising, risky or wrong in it, if anything. Refer to lines by their numbers in the file.',
    '',
    fencedCode(source),
  ].join('\n');
}
