// What goes along with a question, in words: each thing says what it is and where from, and is fenced off.

import type { TextPart } from '../model/message.ts';
import { fencedCode } from './codeBlock.ts';

/** A text that goes along. */
export interface AttachedText {
  /** The name people know it by, such as a file's. */
  readonly name: string;
  /** What it is, for the model: `File src/a.ts, lines 3-9`. */
  readonly heading: string;
  readonly language: string;
  readonly path: string;
  readonly text: string;
  /** A sentence, where not all of it is there. */
  readonly note?: string | undefined;
}

/** As a part of a message of its own, which ends with an empty line: some wires join all texts. */
export function attachedPart({ name, heading, language, path, text, note }: AttachedText): TextPart {
  const words = [`${oneLine(heading)}:${note === undefined ? '' : ` (${note})`}`, '', fencedCode({ language, path, code: text }), '', ''];
  return { type: 'text', text: words.join('\n'), label: oneLine(name) };
}

/** A name may hold anything, and must not look like words of ours. */
function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim().slice(0, 300);
}
