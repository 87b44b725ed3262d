// The counter behind the door, loaded at the first count: families, vocabularies, rules and what was learned.

import { Emitter } from '../base/emitter.ts';
import { silentLog } from '../base/log.ts';
import { createCalibration } from './calibration.ts';
import type { GrowingCount, TextCount, TokenCounter, TokenCounterPorts } from './tokenCounter.ts';
import { createEncodings } from './encodings.ts';
import { estimateTokens } from './estimate.ts';
import { familyOf } from './families.ts';
import { createIncrementalCount, type IncrementalCount } from './incremental.ts';
import { countPrompt } from './prompt.ts';
import { createTextMemo } from './textMemo.ts';

export function createCounting({ ranks, learned, log = silentLog, breathe }: TokenCounterPorts): TokenCounter {
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

  /** Exact by itself as soon as it can be; whoever shows it sees to it that it does not fall. */
  function growing(model: string): GrowingCount {
    const family = familyOf(model);
    const factor = factorOf(model);
    let exactly: IncrementalCount | undefined;
    let waiting: string[] = [];
    let guessed = 0;
    return {
      get exact() {
        return family.exact && exactly?.exact === true;
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
        return Math.ceil((exactly ? exactly.total() : guessed) * factor);
      },
    };
  }

  return {
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
    ready: (model) => encodings.ready(familyOf(model).encoding),
    count(model, text) {
      const { tokens, exact } = countText(model, text);
      return { tokens: Math.ceil(tokens), exact };
    },
    growing,
    prompt: (call) => countPrompt(call, familyOf(call.model), (text, owner) => countText(call.model, text, owner)),
    learn(model, said, reported) {
      const family = familyOf(model);
      if (family.exact) return;
      if (calibration.learn(model, said / factorOf(model), reported, family.factor)) changed.fire();
    },
    learned: () => calibration.state(),
  };
}
