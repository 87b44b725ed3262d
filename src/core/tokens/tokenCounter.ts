// What a token counter can do. `counter.ts` makes one.

import type { Disposable } from '../base/disposable.ts';
import type { Event } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import type { Call } from '../model/call.ts';
import type { CalibrationState } from './calibration.ts';
import type { Breathe } from './encoding/encoding.ts';
import type { PromptCount } from './prompt.ts';
import type { RankSource } from './ranks/rankSource.ts';

export interface TextCount {
  readonly tokens: number;
  readonly exact: boolean;
}

/** Follows an answer while it grows. */
export interface GrowingCount {
  add(delta: string): void;
  /** So far, whole tokens. Never falls, so that it can be shown. */
  total(): number;
  /** Whether the last total is the vendor's own count of the text. */
  readonly exact: boolean;
}

export interface TokenCounter extends Disposable {
  /** Loads what this model is counted with. Never rejects: without it there are guesses. */
  readonly ready: (model: string) => Promise<void>;
  readonly count: (model: string, text: string) => TextCount;
  readonly growing: (model: string) => GrowingCount;
  /** By part. Long texts are guessed at first and counted in the background; `onDidChange` tells. */
  readonly prompt: (call: Call) => PromptCount;
  /** We said so many where the vendor reported so many, of the same text. */
  readonly learn: (model: string, said: number, reported: number) => void;
  /** What was learned, to be kept and given back as `learned`. Undefined while nothing can have been. */
  readonly learned: () => CalibrationState | undefined;
  /** Counts may be others now. */
  readonly onDidChange: Event<void>;
}

export interface TokenCounterPorts {
  readonly ranks: RankSource;
  /** What an earlier `learned()` gave. Anything may be in it. */
  readonly learned?: unknown;
  readonly log?: Log;
  readonly breathe?: Breathe;
}
