// A language that nobody speaks: every sentence is longer, accented and in brackets, so that a word that was missed shows.

import { readSources } from '../../house/sources.ts';
import { bundleOf, sentencesIn } from '../../../src/tables/sentences.ts';

const accents: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', y: 'ý', c: 'ç', n: 'ñ', s: 'š', z: 'ž', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú', C: 'Ç', N: 'Ñ', S: 'Š' };
export const mark = '\u27e6';

/** Half as long again, as languages with long words are. */
export function pseudo(sentence: string): string {
  const accented = sentence.replaceAll(/\{\d+\}|./gs, (piece) => accents[piece] ?? piece);
  return `${mark}${accented}${' ů'.repeat(Math.ceil(sentence.length / 4))}\u27e7`;
}

/** Translations of all there is to translate. */
export function pseudoBundle(): Readonly<Record<string, string>> {
  const sentences = Object.keys(bundleOf(readSources().flatMap(({ path, text }) => sentencesIn(path, text))));
  return Object.fromEntries(sentences.map((sentence) => [sentence, pseudo(sentence)]));
}
