// One measured figure, printed as one line of JSON.

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is measured against, in the same run. */
  readonly peer?: string;
  /** The figure over the peer's. */
  readonly ratio?: number;
}

/** A file of figures: `npm run bench` runs every `*.bench.ts` beside this one. */
export interface Bench {
  figures(): AsyncIterable<Figure>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** Three significant digits are all these machines can promise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
