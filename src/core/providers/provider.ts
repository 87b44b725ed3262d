// A vendor is data plus a dialect.

import type { DialectLoader } from '../model/dialect.ts';

/** What a vendor is. One file each in this room; `registry.ts` lists them. */
export interface Provider {
  /** The part of a model reference before the slash. */
  readonly id: string;
  /** The name people know it by. */
  readonly label: string;
  /** One line for pickers. */
  readonly description: string;
  readonly key: KeyNeed;
  /** Undefined where only the user can know it. */
  readonly baseUrl: string | undefined;
  /** Well-known models, the recommended one first. Any typed-in name is accepted as well. */
  readonly models: readonly string[];
  /** True when using it never costs money. */
  readonly free: boolean;
  /** A lasting label for its answers, where people could otherwise be misled. */
  readonly badge?: string;
  readonly dialect: DialectLoader;
}

/** Whether a key is needed, and where a person gets one. */
export type KeyNeed =
  | { readonly use: 'none' }
  | { readonly use: 'optional' }
  | { readonly use: 'required'; readonly page: string };

/** The environment variable that may hold a provider's key, such as OPENAI_API_KEY. */
export function keyVariable(providerId: string): string {
  return `${providerId.replaceAll(/[^A-Za-z0-9]/g, '_').toUpperCase()}_API_KEY`;
}
