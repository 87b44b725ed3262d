// What a call is counted with where nobody brought a counter: guesses, and nothing to load.

import type { Call } from '../model/call.ts';
import type { GrowingCount } from './tokenCounter.ts';
import { estimateMessages, estimateTokens } from './estimate.ts';

/** What is counted of a call while it runs. A `TokenCounter` is one. */
export interface CallCounter {
  readonly growing: (model: string) => Pick<GrowingCount, 'add' | 'total'>;
  readonly prompt: (call: Call) => { readonly total: number; readonly exact?: boolean };
  /** Resolves when what this model is counted with is there. */
  readonly ready?: (model: string) => Promise<void>;
  /** We said so many where the vendor reported so many, of the same text. */
  readonly learn: (model: string, said: number, reported: number) => void;
}

/** Guesses all of it. */
export const guess: CallCounter = {
  growing() {
    let tokens = 0;
    return { add: (delta) => void (tokens += estimateTokens(delta)), total: () => Math.ceil(tokens) };
  },
  prompt: ({ messages }) => ({ total: estimateMessages(messages) }),
  learn() {},
};
