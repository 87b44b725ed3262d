// What asking for an object answers.

import type { LlmError } from '../model/llmError.ts';
import type { MoneySum } from '../model/money.ts';
import type { Usage } from '../model/usage.ts';
import type { ObjectMode } from './modes.ts';
import type { Problem } from './problem.ts';
import type { Salvaged } from './salvage.ts';

/** A value that is still growing: anything may be missing, and nothing of it is checked yet. */
export type Growing<T> = T extends readonly (infer E)[]
  ? readonly Growing<E>[]
  : T extends object
    ? { readonly [K in keyof T]?: Growing<T[K]> | null }
    : T;

/** What it took. */
export interface Effort {
  /** Calls made, refused ones included. */
  readonly attempts: number;
  /** How the last one asked. */
  readonly mode: ObjectMode;
  /** One entry a call. */
  readonly usage: readonly Usage[];
  readonly cost: MoneySum;
}

export type ObjectResult<T, E = never> =
  | (Effort & { readonly ok: true; readonly value: T; readonly reasoning?: string })
  | (Effort & {
      readonly ok: false;
      readonly error: LlmError;
      /** What did not fit in the last answer; empty when the call itself failed. */
      readonly problems: readonly Problem[];
      readonly lastText: string;
      /** There when it was asked for and an answer began: the most that any attempt held. */
      readonly salvaged?: Salvaged<E>;
    });

/** Exactly one `object-end`, and it is last. After `attempt-start` partials begin anew. */
export type ObjectEvent<T, E = never> =
  | { readonly type: 'attempt-start'; readonly attempt: number; readonly mode: ObjectMode }
  /** The value grows in place between events: copy it to keep it as it is. */
  | { readonly type: 'partial'; readonly value: Growing<T> | undefined; readonly reasoning?: string }
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'notice'; readonly code: string; readonly message: string }
  | { readonly type: 'object-end'; readonly result: ObjectResult<T, E> };
