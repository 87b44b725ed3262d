// What a bundle's entry reads when it is loaded: itself, and everything it imports statically.

import type { Metafile } from 'esbuild';

export interface LoadedAtOnce {
  readonly bytes: number;
  /** The source files that are in it. */
  readonly inputs: ReadonlySet<string>;
}

export function loadedAtOnce({ outputs }: Pick<Metafile, 'outputs'>, entry: string): LoadedAtOnce {
  const seen = new Set<string>();
  const inputs = new Set<string>();
  let bytes = 0;
  const visit = (path: string): void => {
    const output = outputs[path];
    if (!output || seen.has(path)) return;
    seen.add(path);
    bytes += output.bytes;
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) if (bytesInOutput > 0) inputs.add(input);
    for (const { path: next, kind } of output.imports) if (kind === 'import-statement') visit(next);
  };
  visit(entry);
  return { bytes, inputs };
}
