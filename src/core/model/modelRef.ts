// A model reference is one string, `provider/model`: switching provider is changing it.

/** A parsed `provider/model`. The model part may hold further slashes. */
export interface ModelRef {
  readonly provider: string;
  readonly model: string;
}

/** Splits at the first slash; undefined when either side is missing or holds white space. */
export function parseModelRef(reference: string): ModelRef | undefined {
  const match = /^([^\s/]+)\/(\S+)$/.exec(reference.trim());
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { provider: match[1], model: match[2] };
}

/** The provider's id in a reference; empty when there is none. */
export function providerIn(reference: string): string {
  return reference.slice(0, Math.max(0, reference.indexOf('/')));
}

/** The inverse of `parseModelRef`. */
export function formatModelRef({ provider, model }: ModelRef): string {
  return `${provider}/${model}`;
}
