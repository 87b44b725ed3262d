// Finds the code in what was said: fenced blocks with language, file and first line.

import { guessLanguage, looksLikeCode } from './inspect/guessLanguage.ts';
import { type Language, languageOf, unknownLanguage } from './inspect/languages.ts';
import type { Snippet } from './inspect/source.ts';

/** Code found in a message, and how many blocks there were to choose from. */
export interface FoundCode {
  readonly snippet: Snippet;
  readonly blocks: number;
  /** What was said around the blocks. */
  readonly words: string;
}

interface Block {
  readonly info: string;
  readonly code: string;
  /** What stands between the block before and this one. */
  readonly before: string;
}

const mostBlocks = 200;

/** The code a message is about: the largest block, the first of equals. Undefined when there is none. */
export function findCode(text: string): FoundCode | undefined {
  const { blocks, words } = splitBlocks(text);
  let largest: Block | undefined;
  for (const block of blocks) if (block.code.trim() !== '' && block.code.length > (largest?.code.length ?? 0)) largest = block;
  if (largest !== undefined) return { snippet: snippetOf(largest), blocks: blocks.length, words };
  if (blocks.length > 0 || !looksLikeCode(text)) return undefined;
  return { snippet: snippetOf({ info: '', code: text, before: '' }), blocks: 1, words: '' };
}

/** Cuts a text into fenced blocks and the words around them. An unclosed block runs to the end. */
export function splitBlocks(text: string): { blocks: readonly Block[]; words: string } {
  const blocks: Block[] = [];
  const words: string[] = [];
  const fence = /^ {0,3}(`{3,}|~{3,})([^\n]*)$/gm;
  let at = 0;
  for (let opening = fence.exec(text); opening !== null && blocks.length < mostBlocks; opening = fence.exec(text)) {
    const mark = opening[1] ?? '';
    const info = (opening[2] ?? '').trim();
    if (mark.startsWith('`') && info.includes('`')) continue;
    const before = text.slice(at, opening.index);
    const start = Math.min(text.length, fence.lastIndex + 1);
    let closing = fence.exec(text);
    while (closing !== null && !closes(closing, mark)) closing = fence.exec(text);
    const code = closing === null ? text.slice(start) : text.slice(start, Math.max(start, closing.index - 1));
    blocks.push({ info, code, before });
    words.push(before);
    at = closing === null ? text.length : closing.index + closing[0].length;
    if (closing === null) break;
    fence.lastIndex = at;
  }
  words.push(text.slice(at));
  return { blocks, words: words.join('\n') };
}

function closes(closing: RegExpExecArray, mark: string): boolean {
  const found = closing[1] ?? '';
  return found[0] === mark[0] && found.length >= mark.length && (closing[2] ?? '').trim() === '';
}

function snippetOf({ info, code, before }: Block): Snippet {
  const [first = '', ...rest] = info.slice(0, 400).split(/\s+/);
  const colon = first.indexOf(':');
  const name = (colon > 0 ? first.slice(0, colon) : first).replace(/^\{?\.?/, '').replace(/\}$/, '');
  const path = (colon > 0 ? first.slice(colon + 1) : undefined) ?? pathIn(rest.join(' ')) ?? (name.includes('.') || name.includes('/') ? name : undefined);
  const language: Language = languageOf(name, path) ?? (name === '' ? guessLanguage(code) : undefined) ?? unknownLanguage;
  return { code, language, path, firstLine: firstLineIn(before, code) };
}

function pathIn(info: string): string | undefined {
  const named = /(?:title|file|filename|path)=["']?([^"'\s]+)/i.exec(info)?.[1];
  const plain = info.replace(/\{[^}]*\}/, '').trim();
  return named ?? (/^[^=]*[./\\][^=]*$/.test(plain) ? plain : undefined);
}

/** `(lines 12-40)` is taken at its word; a bare range only when it is as long as the code. */
function firstLineIn(before: string, code: string): number {
  const near = before.slice(-2_000);
  const told = Array.from(near.matchAll(/\(lines? (\d{1,7})(?:\s?(?:-|–|to)\s?(\d{1,7}))?\)/gi)).at(-1);
  if (told?.[1] !== undefined) return Math.max(1, Number(told[1]));
  const bare = Array.from(near.matchAll(/\blines? (\d{1,7})\s?(?:-|–|to)\s?(\d{1,7})\b/gi)).at(-1);
  if (bare?.[1] === undefined || bare[2] === undefined) return 1;
  const length = code.slice(0, 2_000_000).replace(/\n$/, '').split('\n').length;
  return Number(bare[2]) - Number(bare[1]) + 1 === length ? Math.max(1, Number(bare[1])) : 1;
}
