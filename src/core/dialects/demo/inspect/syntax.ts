// How strings and comments look in each family: what opens them, and where they end.

import { closeDoubled, closeLine, closeNested, closeOnLine, closeSpanning, closeText, type Close } from './closers.ts';
import type { Family } from './languages.ts';

/** Something that is not code. `open` is a pattern; without `close` the opening match is all of it. */
export interface MaskRule {
  readonly kind: 'comment' | 'string';
  readonly open: string;
  readonly close?: Close;
}

const slashes: MaskRule = { kind: 'comment', open: '//', close: closeLine };
const hash: MaskRule = { kind: 'comment', open: '#', close: closeLine };
const block: MaskRule = { kind: 'comment', open: '/\\*', close: closeText(() => '*/') };
const double: MaskRule = { kind: 'string', open: '"', close: closeOnLine('"') };
const single: MaskRule = { kind: 'string', open: "'", close: closeOnLine("'") };
const tripleDouble: MaskRule = { kind: 'string', open: '"""', close: closeSpanning('"""') };
const tripleSingle: MaskRule = { kind: 'string', open: "'''", close: closeSpanning("'''") };
const longDouble: MaskRule = { kind: 'string', open: '"', close: closeSpanning('"') };
const longSingle: MaskRule = { kind: 'string', open: "'", close: closeSpanning("'") };
const rawBacktick: MaskRule = { kind: 'string', open: '`', close: closeText(() => '`') };

/** A here-document ends at a line that holds its word alone. */
function hereDocument(open: string): MaskRule {
  return { kind: 'string', open, close: closeText((opened) => `\n${opened['word'] ?? ''}`, 'indented') };
}

/** First match wins, so longer openings stand before shorter ones. */
export const syntaxes: Readonly<Record<Exclude<Family, 'script'>, readonly MaskRule[]>> = {
  python: [tripleDouble, tripleSingle, double, single, hash],
  go: [slashes, block, double, rawBacktick, single],
  java: [slashes, block, tripleDouble, double, single],
  csharp: [slashes, block, tripleDouble, { kind: 'string', open: '(?:@\\$?|\\$@)"', close: closeDoubled }, double, single],
  c: [
    slashes,
    block,
    { kind: 'string', open: 'R"(?<fence>[^\\s()\\\\]{0,16})\\(', close: closeText((opened) => `)${opened['fence'] ?? ''}"`) },
    double,
    // A quote after a digit separates thousands: 1'000.
    { kind: 'string', open: "(?<![0-9a-fA-F])'", close: closeOnLine("'") },
  ],
  rust: [
    slashes,
    { kind: 'comment', open: '/\\*', close: closeNested },
    { kind: 'string', open: '\\bb?r(?<fence>#{0,8})"', close: closeText((opened) => `"${opened['fence'] ?? ''}`) },
    longDouble,
    // Only a closed quote is a character; the others are lifetimes.
    { kind: 'string', open: "'(?:\\\\(?:u\\{[0-9a-fA-F]{1,6}\\}|x[0-9a-fA-F]{2}|[^\\n])|[^\\\\'\\n]{1,2})'" },
  ],
  php: [
    { kind: 'string', open: '\\?>', close: closeText(() => '<?') },
    slashes,
    { kind: 'comment', open: '#(?!\\[)', close: closeLine },
    block,
    hereDocument('<<<[ \\t]*[\'"]?(?<word>[A-Za-z_]\\w*)[\'"]?'),
    longDouble,
    longSingle,
  ],
  ruby: [
    { kind: 'comment', open: '^=begin\\b', close: closeText(() => '\n=end') },
    hereDocument('<<[~-]?[\'"]?(?<word>[A-Z][A-Z_]*)[\'"]?'),
    double,
    single,
    { kind: 'comment', open: '(?<![\\w$])#(?!\\{)', close: closeLine },
  ],
  shell: [
    hereDocument('(?<!<)<<-?[ \\t]*[\'"]?(?<word>[A-Za-z_]\\w*)[\'"]?'),
    { kind: 'string', open: '\\\\[^\\n]' },
    longDouble,
    { kind: 'string', open: "'", close: closeText(() => "'") },
    { kind: 'comment', open: '(?<=^|[\\s;(])#', close: closeLine },
  ],
  braces: [slashes, block, tripleDouble, double],
  json: [double],
  general: [],
  prose: [],
};
