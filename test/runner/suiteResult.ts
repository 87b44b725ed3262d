// What a suite comes to, whichever way it was run.

/** The counts of one suite; the failures have been told already. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
}

/** Everything together. */
export function sum(results: readonly SuiteResult[]): SuiteResult {
  return {
    passed: results.reduce((total, { passed }) => total + passed, 0),
    failed: results.reduce((total, { failed }) => total + failed, 0),
  };
}
