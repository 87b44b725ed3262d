// What sort of file it is, told from evidence that can be named.

import { isCode } from './inspect/languages.ts';
import type { Inspection } from './inspect/inspect.ts';

interface Sign {
  readonly kind: string;
  readonly fits: (inspection: Inspection) => boolean;
}

const path = (pattern: RegExp) => ({ source }: Inspection): boolean => source.path !== undefined && pattern.test(source.path);
const masked = (pattern: RegExp) => ({ source }: Inspection): boolean => pattern.test(source.masked);

/** The first that fits names the file. */
const signs: readonly Sign[] = [
  { kind: 'a test file', fits: path(/(?:[._-](?:test|spec)\.\w+|(?:^|[\\/])test_\w+\.py|_test\.\w+|Tests?\.(?:java|cs))$/) },
  { kind: 'a test file', fits: (inspection) => inspection.source.language.family === 'script' && (inspection.source.masked.match(/^[ \t]*(?:test|it|describe)(?:\.\w+)?\(/gm)?.length ?? 0) > 1 },
  { kind: 'a test file', fits: (inspection) => inspection.source.language.family === 'python' && inspection.names.pieces.some((piece) => piece.name.startsWith('test_')) },
  { kind: 'a declaration file', fits: path(/\.d\.\w+$/) },
  { kind: 'a configuration file', fits: path(/(?:^|[\\/])(?:[\w.-]+\.config\.\w+|tsconfig[\w.]*\.json|package\.json|\.\w+rc(?:\.\w+)?|pyproject\.toml|Cargo\.toml)$/) },
  { kind: 'a script that is run by itself', fits: ({ source }) => source.text.startsWith('#!') && source.firstLine === 1 },
  { kind: 'a script that is run by itself', fits: ({ source }) => source.language.family === 'python' && /^if __name__\s*==/m.test(source.text) },
  { kind: 'a program with an entry point', fits: masked(/\bstatic\s+(?:async\s+)?(?:void|int|Task)\s+[Mm]ain\s*\(|^func main\(\)|^[ \t]*(?:pub\s+)?fn main\(\)|^int\s+main\s*\(/m) },
  { kind: 'a component with markup', fits: ({ source }) => source.language.label.endsWith('JSX') && /<\/?[A-Za-z][\w.]*[\s/>]/.test(source.masked) },
  { kind: 'types only, no code that runs', fits: ({ names, source }) => isCode(source.language.family) && names.pieces.length > 0 && names.pieces.every((piece) => piece.kind === 'type') && !/\b(?:enum|impl|namespace)\b/.test(source.masked) && source.language.family === 'script' && !/^[ \t]*(?:if|for|while|export default|[\w$.]+\()/m.test(source.masked) },
  { kind: 'a module', fits: ({ names }) => names.pieces.some((piece) => piece.exported) },
];

/** Words for the sort of file; undefined when nothing tells. */
export function fileKind(inspection: Inspection): string | undefined {
  return signs.find(({ fits }) => fits(inspection))?.kind;
}
