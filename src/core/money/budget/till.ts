// Where money is put aside for calls, by all windows and processes at once. The database is behind it; this is its shape.

/** A limit, for what is spent from an instant up to another. */
export interface PeriodCap {
  readonly name: string;
  /** In USD. */
  readonly limit: number;
  readonly from: number;
  readonly to: number;
}

/** Money wanted for a call. A second wish of the same `id` adds to the first. */
export interface Wish {
  readonly id: string;
  /** In USD: this much if it is there, or else what there is, unless that is below `least`. */
  readonly wanted: number;
  readonly least: number;
  readonly caps: readonly PeriodCap[];
}

/** What became of a wish. */
export interface Grant {
  /** In USD; 0 when it was refused. */
  readonly amount: number;
  /** The cap that has least left, before this wish. Undefined without caps. */
  readonly tightest: { readonly name: string; readonly limit: number; readonly left: number } | undefined;
}

/** Whatever is put aside is given back: by its owner, or when its owner is gone. */
export interface Till {
  reserve(wish: Wish): Promise<Grant>;
  /** So much of it is in the ledger by now. Never throws, never waits. */
  spent(id: string, amount: number): void;
  release(id: string): void;
}

/** Money has more digits than a sum of it in binary can keep. */
export const hair = 1e-9;
