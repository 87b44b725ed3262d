// A paragraph longer than any book has is shown as it came, in pieces: marks are not looked for in it, and only its end is drawn anew.

import type { MarkdownIt, StateCore, Token } from 'markdown-it';

/** Characters from which on a paragraph is a wall. */
const longest = 20_000;
const pieceLength = 2_000;

/** Takes walls of text out of the way of all that reads inside of paragraphs. */
export function longText(markdown: MarkdownIt): void {
  markdown.core.ruler.before('inline', 'long-text', (state) => {
    if (state.tokens.some(isLong)) state.tokens = state.tokens.flatMap((token) => (isLong(token) ? piecesOf(token, state) : [token]));
  });
  markdown.renderer.rules['long_piece'] = (tokens, index) => `<span class="piece">${markdown.utils.escapeHtml(tokens[index]?.content ?? '')}</span>`;
}

function isLong(token: Token): boolean {
  return token.type === 'inline' && token.content.length > longest;
}

/** Cut after a blank where there is one, and always at the same places however much follows. */
function piecesOf({ content, level, map }: Token, state: StateCore): Token[] {
  const pieces: Token[] = [];
  for (let start = 0; start < content.length;) {
    const most = content.slice(start, start + pieceLength);
    const blank = most.length < pieceLength ? -1 : Math.max(most.lastIndexOf(' '), most.lastIndexOf('\n'));
    const piece = new state.Token('long_piece', '', 0);
    piece.content = blank > 0 ? most.slice(0, blank + 1) : most;
    piece.level = level;
    piece.map = map;
    pieces.push(piece);
    start += piece.content.length;
  }
  return pieces;
}
