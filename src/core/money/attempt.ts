// The port through which the meter tells what every attempt cost.

import type { Call } from '../model/call.ts';
import type { FinishEvent } from '../model/streamEvent.ts';

/** An attempt that goes out. */
export interface AttemptStart {
  readonly model: string;
  readonly task: string;
  readonly conversation?: string | undefined;
  readonly startedAt: number;
  readonly free: boolean;
  /** What is asked, for who compares calls; nobody keeps it. */
  readonly call?: Call;
}

/** How it ended. */
export interface AttemptEnd {
  readonly finish: FinishEvent;
  /** Output tokens by our own estimate, for where the vendor told none. */
  readonly estimatedOutput: number;
  /** When the first thing to be seen came. Undefined when nothing did. */
  readonly firstTokenAt?: number | undefined;
  readonly endedAt: number;
}

/** One attempt while it runs. Either `ended` or `abandoned` is called, once. */
export interface RunningAttempt {
  /** More output arrived: about this many tokens. */
  grew(tokens: number): void;
  ended(end: AttemptEnd): void;
  abandoned(at: number): void;
}

export interface AttemptSink {
  begin(start: AttemptStart): RunningAttempt;
}
