// The one door to token counts: exact where the vocabulary is public and loaded, else a guess that says so.

import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import { type Log, silentLog } from '../base/log.ts';
import type { Call } from '../model/call.ts';
import { type CalibrationState, createCalibration } from './calibration.ts';
import type { Breathe } from './encoding/encoding.ts';
import { createEncodings } from './encodings.ts';
import { estimateTokens } from './estimate.ts';
import { familyOf } from './families.ts';
import { createIncrementalCount, type IncrementalCount } from './incremental.ts';
import { countPrompt, type PromptCount } from './prompt.ts';
import type { RankSource } from './ranks/rankSource.ts';
import { createTextMemo } from './textMemo.ts';

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
  /** What was learned, to be kept and given back as `learned`. */
  readonly learned: () => CalibrationState;
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

export function createTokenCounter({ ranks, learned, log = silentLog, breathe }: TokenCounterPorts): TokenCounter {
  const changed = new Emitter<void>();
  const calibration = createCalibration(learned);
  const encodings = createEncodings({
    ranks,
    ...(breathe && { breathe }),
    onLoaded: () => changed.fire(),
    onFailed: (encoding, failure) => log.warn('Token ranks could not be read; tokens are estimated.', { encoding, reason: String(failure) }),
  });
  const memo = createTextMemo(() => changed.fire());

  /** What the model makes of what its encoding, or the guess, counts. */
  function factorOf(model: string): number {
    const family = familyOf(model);
    return family.exact ? 1 : calibration.factor(model, family.factor);
  }

  function countText(model: string, text: string, owner?: object): TextCount {
    const family = familyOf(model);
    const encoding = encodings.get(family.encoding);
    const counted = encoding && memo.count(family.encoding, encoding, text, owner);
    return { tokens: (counted ?? estimateTokens(text)) * factorOf(model), exact: family.exact && counted !== undefined };
  }

  return {
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
    ready: (model) => encodings.ready(familyOf(model).encoding),
    count(model, text) {
      const { tokens, exact } = countText(model, text);
      return { tokens: Math.ceil(tokens), exact };
    },
    growing(model) {
      const family = familyOf(model);
      const factor = factorOf(model);
      let exactly: IncrementalCount | undefined;
      let waiting: string[] = [];
      let guessed = 0;
      let shown = 0;
      let exact = false;
      return {
        get exact() {
          return exact;
        },
        add(delta) {
          if (exactly) {
            exactly.add(delta);
            return;
          }
          waiting.push(delta);
          guessed += estimateTokens(delta);
        },
        total() {
          const encoding = exactly ? undefined : encodings.get(family.encoding);
          if (encoding) {
            exactly = createIncrementalCount(encoding);
            exactly.add(waiting.join(''));
            waiting = [];
          }
          const now = Math.ceil((exactly ? exactly.total() : guessed) * factor);
          shown = Math.max(shown, now);
          exact = family.exact && exactly?.exact === true && shown === now;
          return shown;
        },
      };
    },
    prompt: (call) => countPrompt(call, familyOf(call.model), (text, owner) => countText(call.model, text, owner)),
    learn(model, said, reported) {
      const family = familyOf(model);
      if (family.exact) return;
      if (calibration.learn(model, said / factorOf(model), reported, family.factor)) changed.fire();
    },
    learned: () => calibration.state(),
  };
}
