// How long answers usually are, learnt from those that came: what a forecast expects.

import { isNaturalEnd } from '../model/streamEvent.ts';
import { sumTokens } from '../model/usage.ts';
import type { AttemptSink } from './attempt.ts';

/** What is expected of a task nobody has asked for yet: about a page of prose and code. */
const atFirst = 600;
/** How much a new answer weighs against all before it. */
const weight = 0.2;

export interface UsualOutput extends AttemptSink {
  /** Tokens, thinking included. */
  expected(task: string, model: string): number;
}

/** Learns per task and model; a model that was not asked yet is taken to answer as others do. */
export function createUsualOutput(): UsualOutput {
  const learnt = new Map<string, number>();
  const learn = (key: string, tokens: number): void => {
    const before = learnt.get(key);
    learnt.set(key, before === undefined ? tokens : before + (tokens - before) * weight);
  };
  const both = (task: string, model: string): string => `${task} ${model}`;
  return {
    expected: (task, model) => Math.round(learnt.get(both(task, model)) ?? learnt.get(task) ?? atFirst),
    begin: ({ task, model }) => ({
      grew() {},
      abandoned() {},
      ended({ finish, estimatedOutput }) {
        // What broke off or was stopped says nothing about how long it would have been.
        if (!isNaturalEnd(finish.reason.unified) && finish.reason.unified !== 'length') return;
        const tokens = sumTokens(finish.usage.output) ?? estimatedOutput;
        if (tokens === 0) return;
        learn(task, tokens);
        learn(both(task, model), tokens);
      },
    }),
  };
}
