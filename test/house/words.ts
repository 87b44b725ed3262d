// Which words for people are bare: shown without a way to translate them.

import type { Source } from './sources.ts';

/** Where every word goes through `localize`. The rest follows room by room. */
export const convertedRooms = /^src\/(?:features\/(?:actions|chat|health|history|keys|models|prompts)\/|host\/(?!database\/)|tables\/problems\.ts)/;
/** Words that no person reads, or that are read as they are by everybody. */
const otherwise = /\blog\.\w+\(|new Error\(|throw new TypeError\(|localize\(|mediaType|import |\bexec\(|SELECT |CREATE |INSERT |UPDATE |DELETE /;
const literal = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g;

/** Literals that read like words for people, as `file:line words`. */
export function bareWords(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => text.split('\n').flatMap((line, index) => {
    const code = line.replace(/^\s*(?:\/\/|\*|\/\*).*|\s\/\/ .*$/, '');
    if (otherwise.test(code.replace(/heading: .*/, '').replaceAll(/localize\((?:'(?:[^'\\]|\\.)*')/g, ''))) return [];
    return Array.from(code.replace(/heading: .*/, '').replaceAll(/localize\(\s*'(?:[^'\\]|\\.)*'/g, '').matchAll(literal)).map((match) => match[1] ?? match[2] ?? '').filter(readsLikeWords).map((words) => `${path}:${index + 1} ${words}`);
  }));
}

/** Begins with a capital, and goes on with more words. */
function readsLikeWords(text: string): boolean {
  return /^\$\{[^{}]*\} [a-z]+[ '][\w$]+/.test(text) || (/^[A-Z][a-z]*(?: [\w{$"'-]+)+/.test(text) && /[a-z]/.test(text));
}

/** Words that are translated while a file is loaded, before it is known into which language. */
export function earlyWords(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    let isEarly = false;
    return text.split('\n').flatMap((line, index) => {
      // The body of a function in an object runs later, too.
      if (line.endsWith(') {')) isEarly = false;
      if (/^\S/.test(line)) isEarly = /^(?:export )?const /.test(line) && !/=>|\bfunction\b/.test(line);
      const at = line.indexOf('localize(');
      return isEarly && at >= 0 && !/=>|\bfunction\b/.test(line.slice(0, at)) ? [`${path}:${index + 1}`] : [];
    });
  });
}

/** Words in the page's own elements that are not from its table, as `file:line words`. */
export function barePageWords(sources: readonly Source[]): string[] {
  const written = /(?:aria-label|title|placeholder|alt)=(?:"([^"]*)"|\{'([^']*)'\})|>([^<>{}=;()]*)<\//g;
  return sources.filter(({ path }) => path.endsWith('.tsx')).flatMap(({ path, text }) => text.split('\n').flatMap((line, index) =>
    Array.from(line.replace(/\/\/.*$/, '').matchAll(written), (match) => match[1] ?? match[2] ?? match[3] ?? '')
      .filter((words) => /[A-Za-z]{2,}/.test(words))
      .map((words) => `${path}:${index + 1} ${words}`)));
}
