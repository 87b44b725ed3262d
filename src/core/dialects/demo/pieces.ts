// Cuts an answer into the pieces it is streamed in: about a word each, never inside what a person reads as one character.

/** A piece is cut here even without a space: long names, addresses, scripts that write without spaces. */
const longestPiece = 14;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The pieces of `text`, in order; together they are `text`. Lazy, so that a long text costs nothing up front. */
export function* piecesOf(text: string): Generator<string, void, undefined> {
  let piece = '';
  let hasWord = false;
  for (const { segment } of graphemes.segment(text)) {
    const isSpace = segment.trim() === '';
    if (piece !== '' && ((isSpace && hasWord) || piece.length + segment.length > longestPiece)) {
      yield piece;
      piece = '';
      hasWord = false;
    }
    piece += segment;
    hasWord ||= !isSpace;
  }
  if (piece !== '') yield piece;
}
