// Percentiles out of a histogram: bounded work, however many attempts there were.

import type { Percentiles } from './usageQuery.ts';

/** How many attempts took at least `from` and less than `to`. */
export interface HistogramStep {
  readonly from: number;
  readonly to: number;
  readonly attempts: number;
}

/** Reads p50 and p95; inside a step attempts are taken as evenly spread. Steps come in ascending order. Undefined without any attempt. */
export function percentilesOf(steps: readonly HistogramStep[]): Percentiles | undefined {
  const attempts = steps.reduce((sum, step) => sum + step.attempts, 0);
  if (attempts === 0) return undefined;
  return { attempts, p50: valueAt(steps, attempts * 0.5), p95: valueAt(steps, attempts * 0.95) };
}

function valueAt(steps: readonly HistogramStep[], rank: number): number {
  let below = 0;
  for (const step of steps) {
    if (step.attempts > 0 && below + step.attempts >= rank) return step.from + ((step.to - step.from) * (rank - below)) / step.attempts;
    below += step.attempts;
  }
  return steps.at(-1)?.to ?? 0;
}
