// Packs a vocabulary into one binary: made at build time, read as it is at run time.
//
// Four numbers (mark, tokens, runs, nothing yet), the runs of character classes, the length of every token, then their bytes, by rank.

import { type CharacterRun, characterRuns } from './characters.ts';
import { isYounger } from './younger.ts';

export const mark = 0x314B5250;
/** Numbers before the runs. */
export const headerNumbers = 4;

/** The tokens in a text of `! <first rank> <base64> ...` lines, by rank. */
export function readRanks(text: string): Uint8Array[] {
  const tokens: Uint8Array[] = [];
  for (const line of text.split('\n')) {
    const [, first, ...encoded] = line.split(' ');
    if (first === undefined) continue;
    if (Number(first) !== tokens.length) throw new Error(`The ranks have a gap before ${first}.`);
    for (const token of encoded) tokens.push(Buffer.from(token, 'base64'));
  }
  return tokens;
}

/** The binary of a vocabulary in tiktoken's format. */
export function packVocabulary(text: string): Uint8Array {
  return packRanks(readRanks(text), characterRuns(isYounger));
}

/** One binary of tokens and classes. */
export function packRanks(tokens: readonly Uint8Array[], runs: readonly CharacterRun[]): Uint8Array {
  const content = tokens.reduce((sum, { length }) => sum + length, 0);
  const start = (headerNumbers + runs.length) * 4;
  const packed = new Uint8Array(start + tokens.length + content);
  const view = new DataView(packed.buffer);
  [mark, tokens.length, runs.length].forEach((number, index) => view.setUint32(index * 4, number, true));
  runs.forEach((run, index) => view.setUint32((headerNumbers + index) * 4, run.first * 8 + run.class, true));
  let at = start + tokens.length;
  tokens.forEach((token, rank) => {
    if (token.length === 0 || token.length > 255) throw new Error(`Token ${rank} has ${token.length} bytes.`);
    packed[start + rank] = token.length;
    packed.set(token, at);
    at += token.length;
  });
  return packed;
}
