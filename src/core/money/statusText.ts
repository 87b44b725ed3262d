// The text of the status bar: pieces in an order of a person's own.

/** What can be shown. */
export const statusPieces = ['today', 'session', 'week', 'month', 'budget', 'context', 'model', 'last', 'cache', 'wasted'] as const;

export type StatusPiece = (typeof statusPieces)[number];

/** The words of each piece. Undefined where there is nothing to say. */
export type StatusWords = Readonly<Record<StatusPiece, string | undefined>>;

const separator = ' \u00b7 ';
const placeholder = /\{([^{}]*)\}/g;

/** The names in braces that are no pieces. */
export function unknownPieces(format: string): readonly string[] {
  return [...format.matchAll(placeholder)].map(([, name = '']) => name).filter((name) => !isPiece(name));
}

/** Pieces in a row, or a text with pieces in braces. What lies between two dots or bars is left out when it has nothing to say. */
export function statusText(show: string | readonly StatusPiece[], words: StatusWords): string {
  if (typeof show !== 'string') return show.map((piece) => words[piece]).filter((word) => word !== undefined).join(separator);
  return show
    .split(/\s+[\u00b7|]\s+/)
    .flatMap((segment) => {
      const names = [...segment.matchAll(placeholder)].map(([, name = '']) => name);
      const told = names.some((name) => isPiece(name) && words[name] !== undefined);
      return names.length > 0 && !told ? [] : [segment.replace(placeholder, (_, name: string) => (isPiece(name) ? (words[name] ?? '') : '')).trim()];
    })
    .join(separator);
}

function isPiece(name: string): name is StatusPiece {
  return (statusPieces as readonly string[]).includes(name);
}
