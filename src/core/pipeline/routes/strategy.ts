// What a strategy is: it says in which order the models of a route are tried.

/** Somebody who can answer: a model of a provider, or of the same vendor under another key. */
export interface Candidate {
  readonly model: string;
  readonly weight: number;
}

/** What a strategy may go by. */
export interface RouteFacts {
  /** How many calls this route had before. */
  readonly turn: number;
  /** Between 0 and 1, 1 excluded. */
  readonly random: () => number;
  /** How many calls of this window a model answers at this moment. */
  readonly running: (model: string) => number;
  /** How long a model took lately to begin, in milliseconds. Undefined when nobody knows. */
  readonly latency: (model: string) => number | undefined;
  /** What the call would cost with a model, in USD. Undefined when nobody knows. */
  readonly cost: (model: string) => number | undefined;
}

/** All candidates, the one to ask first in front. */
export type Strategy = (candidates: readonly Candidate[], facts: RouteFacts) => readonly Candidate[];

export type StrategyName = 'ordered' | 'round-robin' | 'weighted' | 'least-busy' | 'lowest-latency' | 'lowest-cost';
