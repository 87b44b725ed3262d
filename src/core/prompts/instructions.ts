// Instructions that people keep in files, and how they are put to a model: in a fixed order, cut where they are too long.

import { localize } from '../base/localize.ts';
import { fencedCode } from './codeBlock.ts';

/** Where instructions stand. The order is the one they are sent in, so that a vendor's cache finds them where they were. */
export const instructionKinds = ['workspace', 'agents', 'copilot', 'mine'] as const;
export type InstructionKind = (typeof instructionKinds)[number];

export interface InstructionFile {
  readonly kind: InstructionKind;
  /** The path as people know it. */
  readonly label: string;
  readonly text: string;
}

/** What goes along of a file, in the words it goes in. */
export interface SentInstructions {
  readonly kind: InstructionKind;
  readonly label: string;
  readonly words: string;
  /** Said to the person where not all of the file goes along. */
  readonly cut: string | undefined;
}

/** Characters of one file, and of all together: about 10,000 and 25,000 tokens. */
export const longestInstructions = 40_000;
export const mostInstructions = 100_000;

/** Files with nothing in them are left out. */
export function sendInstructions(files: readonly InstructionFile[]): readonly SentInstructions[] {
  let room = mostInstructions;
  return files.flatMap(({ kind, label, text }): readonly SentInstructions[] => {
    const whole = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n').trim();
    if (whole === '') return [];
    const kept = cutAt(whole, Math.min(longestInstructions, room));
    room -= kept.length;
    const cut = kept.length === whole.length ? undefined : localize('{0} is too long: of its {1} characters the first {2} go along.', label, whole.length.toLocaleString('en-US'), kept.length.toLocaleString('en-US'));
    return kept === '' ? [{ kind, label, words: '', cut }] : [{ kind, label, words: told(kind, label, kept, cut !== undefined), cut }];
  });
}

/** Whole lines, where there are some. */
function cutAt(text: string, room: number): string {
  if (text.length <= room) return text;
  const line = text.lastIndexOf('\n', room);
  return text.slice(0, line > room / 2 ? line : room).replace(/[\uD800-\uDBFF]$/, '').trimEnd();
}

/** In a block that the file cannot close. What a person says for themselves comes last and weighs more. */
function told(kind: InstructionKind, label: string, text: string, isCut: boolean): string {
  const intro = kind === 'mine'
    ? 'The person you talk with wrote these instructions for all of their work. They go before those of a project.'
    : `The people of this project keep these instructions in ${label.replaceAll(/[\r\n`]/g, ' ')}. Follow them as far as they concern the question.`;
  return [intro, '', fencedCode({ language: 'markdown', path: '', code: text }), ...(isCut ? ['(The file goes on; it was cut here.)'] : [])].join('\n');
}
