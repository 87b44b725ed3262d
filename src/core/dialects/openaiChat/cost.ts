// What a server says its answer cost.

import type { Json } from '../../model/message.ts';
import type { Money } from '../../model/money.ts';
import { property } from '../wire/json.ts';

/** Where in the usage a server reports a cost. */
export interface ReportedCost {
  /** Dotted, such as `cost.total_cost`. */
  readonly field: string;
  /** How many of its units make a US dollar. Default 1. */
  readonly perDollar?: number;
  /** A further cost that comes on top when the flag `when` is set. */
  readonly plus?: { readonly field: string; readonly when: string };
  /** True where a server says 0 for a price it does not know. */
  readonly zeroIsUnknown?: boolean;
}

/** The cost in `usage`, undefined when none was told. */
export function costIn(usage: Json | undefined, rule: ReportedCost | undefined): Money | undefined {
  if (!rule) return undefined;
  const { field, perDollar = 1, plus, zeroIsUnknown } = rule;
  const told = amountAt(usage, field);
  if (told === undefined || (told === 0 && zeroIsUnknown)) return undefined;
  const more = plus && at(usage, plus.when) === true ? amountAt(usage, plus.field) ?? 0 : 0;
  return { provenance: 'reported', amount: (told + more) / perDollar, currency: 'USD' };
}

function amountAt(usage: unknown, path: string): number | undefined {
  const value = at(usage, path);
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce(property, value);
}
