// What the name of a Gemini model tells. Names of others tell nothing.

/** A model's place in the family. */
export interface Generation {
  readonly major: number;
  readonly minor: number;
  readonly kind: 'pro' | 'flash' | 'flash-lite';
}

/** Undefined for a model that is no Gemini. An alias such as `gemini-flash-latest` means a model newer than any known. */
export function generationOf(model: string): Generation | undefined {
  const match = /gemini-(?:(\d+)(?:\.(\d+))?-)?(pro|flash-lite|flash)/.exec(model);
  const kind = match?.[3];
  if (!match || (kind !== 'pro' && kind !== 'flash' && kind !== 'flash-lite')) return undefined;
  if (match[1] !== undefined) return { major: Number(match[1]), minor: Number(match[2] ?? 0), kind };
  return model.endsWith('-latest') ? { major: Infinity, minor: 0, kind } : undefined;
}

/** True where every call in the history must carry a thought signature, and tools and a schema go together. */
export function isThirdOrLater(model: string): boolean {
  return (generationOf(model)?.major ?? 0) >= 3;
}
