// What the diagnosis is made of: how Parley is set up here, and how its last requests went. Nothing secret, nothing that was said.

import type { CallRecord } from '../../core/trace/record.ts';

export interface DoctorFacts {
  /** Versions and surroundings, in words. */
  readonly surroundings: readonly (readonly [label: string, value: string])[];
  /** The model of each task that has one of its own; the first is the chat's. */
  readonly models: readonly { readonly task: string; readonly model: string }[];
  readonly providers: readonly ProviderFacts[];
  /** What is wrong with the settings, a sentence each. */
  readonly problems: readonly string[];
  /** The newest last. */
  readonly calls: readonly CallRecord[];
}

/** A provider that is set up. */
export interface ProviderFacts {
  readonly id: string;
  readonly label: string;
  readonly address: string | undefined;
  /** Where its key is, in words. */
  readonly key: string;
}
