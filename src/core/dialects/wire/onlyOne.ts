// Of several answers side by side only one can be told. Nobody asks for more; a setting of a server's may.

import { property } from './json.ts';

/** Picks from each chunk's answers the one that came first in the stream. One without a number is always meant. */
export function onlyOne(): (answers: unknown) => unknown {
  let first: unknown;
  return (answers) => {
    if (!Array.isArray(answers)) return undefined;
    return (answers as unknown[]).find((answer) => {
      const index = property(answer, 'index');
      if (typeof index !== 'number') return true;
      first ??= index;
      return index === first;
    });
  };
}
