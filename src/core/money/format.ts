// Figures in words: money and tokens the same way everywhere.

import type { Money, MoneySum } from '../model/money.ts';

/** `$1.20`, `$0.0042`, `<$0.0001`: as many digits as the amount needs. */
export function formatAmount(amount: number): string {
  if (amount === 0) return '$0.00';
  if (amount < 0.0001) return '<$0.0001';
  return `$${amount.toFixed(amount < 0.1 ? 4 : 2)}`;
}

/** What something cost, with a mark for what is not certain. Undefined when it is not known. */
export function formatMoney(money: Money): string | undefined {
  switch (money.provenance) {
    case 'unknown':
      return undefined;
    case 'free':
      return 'free';
    case 'estimated':
      return `~${formatAmount(money.amount)}`;
    case 'reported':
    case 'computed':
      return formatAmount(money.amount);
  }
}

/** A sum, never more certain than what went into it. */
export function formatSum({ amount, complete, estimated }: MoneySum): string {
  return `${complete ? '' : 'at least '}${estimated ? '~' : ''}${formatAmount(amount)}`;
}

/** `950`, `1.2k`, `34k`, `1.5M`. */
export function formatTokens(count: number): string {
  if (count < 1000) return String(Math.round(count));
  if (count < 10_000) return `${(count / 1000).toFixed(1)}k`;
  if (count < 1_000_000) return `${Math.round(count / 1000)}k`;
  return `${(count / 1_000_000).toFixed(1)}M`;
}
