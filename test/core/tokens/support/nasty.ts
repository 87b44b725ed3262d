// Strings dense in what splitters and encoders get wrong.

import fc from 'fast-check';

const pieces = [
  'a', 'B', 'Ab', 'é', 'ſ', 'ǅ', 'ʰ', '中', 'の', '한', '\u0301', '\u200D', '😀', '🇩', '1', '22', '½', '²', '٣', ' ', '  ', '\t', '\n', '\r', '\r\n', '\v', '\u0085', '\u00A0', '\u2028', '\u3000',
  '\uFEFF', '\u200B', '\u0000', '\u001F', '\u007F', '!', '/', "'", "'s", "'S", "'ll", "'RE", "'ſ", '-', '—', '=', '"', '<|endoftext|>', '<|im_start|>', 'the', ' The', 'function', '://', '\uD83D', '\uDE00', '\u{1F1E6}', '\u{323B0}', '\u{10FFFF}',
];

/** A string of such pieces. */
export const nasty = fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) }), { maxLength: 24 }).map((parts) => parts.join(''));
