// Money says where its figure comes from. Unknown stays unknown: it is never a 0.

/** `entry` names the price entry a figure was computed with. `table` is what it comes to by the table, where a vendor reported its own. */
export type Money =
  | { readonly provenance: 'reported' | 'computed' | 'estimated'; readonly amount: number; readonly currency: 'USD'; readonly entry?: string; readonly table?: number }
  | { readonly provenance: 'free'; readonly amount: 0; readonly currency: 'USD' }
  // The part of it that is known, which is in no sum, and why the rest is not.
  | { readonly provenance: 'unknown'; readonly currency: 'USD'; readonly atLeast?: number; readonly problem?: string };

export const free: Money = { provenance: 'free', amount: 0, currency: 'USD' };
export const unknownMoney: Money = { provenance: 'unknown', currency: 'USD' };

/** A sum that keeps the truth: `complete` is false once anything unknown went in. */
export interface MoneySum {
  readonly amount: number;
  readonly complete: boolean;
  /** True once anything estimated went in. */
  readonly estimated: boolean;
}

export const noMoney: MoneySum = { amount: 0, complete: true, estimated: false };

export function addMoney(sum: MoneySum, money: Money): MoneySum {
  return {
    amount: sum.amount + (money.provenance === 'unknown' ? 0 : money.amount),
    complete: sum.complete && money.provenance !== 'unknown',
    estimated: sum.estimated || money.provenance === 'estimated',
  };
}
