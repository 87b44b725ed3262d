// The one door to token counts: exact where the vocabulary is public and loaded, else a guess that says so.
//
// Nothing behind it is loaded before the first count, so that the editor starts without it.

import { Emitter } from '../base/emitter.ts';
import { silentLog } from '../base/log.ts';
import type { Call } from '../model/call.ts';
import { estimateMessages, estimateTokens } from './estimate.ts';
import type { PromptCount } from './prompt.ts';
import type { GrowingCount, TokenCounter, TokenCounterPorts } from './tokenCounter.ts';

export function createTokenCounter(ports: TokenCounterPorts): TokenCounter {
  const changed = new Emitter<void>();
  let counting: TokenCounter | undefined;
  let loading: Promise<void> | undefined;

  async function load(): Promise<void> {
    try {
      counting = (await import('./counting.ts')).createCounting(ports);
      counting.onDidChange(() => changed.fire());
    } catch (failure) {
      (ports.log ?? silentLog).warn('The token counter could not be loaded; tokens are estimated.', { reason: String(failure) });
    }
  }

  async function ready(model: string): Promise<void> {
    loading ??= load();
    await loading;
    await counting?.ready(model);
  }

  /** What counts by now; what is missing is fetched meanwhile. */
  function now(model: string): TokenCounter | undefined {
    if (!counting) void ready(model);
    return counting;
  }

  return {
    onDidChange: changed.event,
    dispose() {
      counting?.dispose();
      changed.dispose();
    },
    ready,
    count: (model, text) => now(model)?.count(model, text) ?? { tokens: Math.ceil(estimateTokens(text)), exact: false },
    growing: (model) => startGuessing(() => now(model)?.growing(model)),
    prompt: (call) => now(call.model)?.prompt(call) ?? guessPrompt(call),
    learn(model, said, reported) {
      if (counting) counting.learn(model, said, reported);
      else void ready(model).then(() => counting?.learn(model, said, reported));
    },
    learned: () => counting?.learned(),
  };
}

/** Guesses until there is something better, which then gets all that was added. */
function startGuessing(find: () => GrowingCount | undefined): GrowingCount {
  let found = find();
  let waiting: string[] = [];
  let guessed = 0;
  let shown = 0;
  return {
    get exact() {
      return found?.exact === true && shown === found.total();
    },
    add(delta) {
      if (found) {
        found.add(delta);
        return;
      }
      waiting.push(delta);
      guessed += estimateTokens(delta);
    },
    total() {
      if (!found) {
        found = find();
        found?.add(waiting.join(''));
        if (found) waiting = [];
      }
      shown = Math.max(shown, found ? found.total() : Math.ceil(guessed));
      return shown;
    },
  };
}

function guessPrompt({ messages }: Call): PromptCount {
  const total = estimateMessages(messages);
  return { total, exact: false, parts: total > 0 ? [{ kind: 'text', label: '', tokens: total }] : [] };
}
