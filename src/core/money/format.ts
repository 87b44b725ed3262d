// Figures in words: money and tokens the same way everywhere.

import type { Money, MoneySum } from '../model/money.ts';
import { toUnits } from './exact.ts';

/** `$1.20`, `$0.0042`, `<$0.0001`: as many digits as the amount needs. */
export function formatAmount(amount: number): string {
  if (amount === 0) return '$0.00';
  if (amount < 0.0001) return '<$0.0001';
  return `$${amount.toFixed(amount < 0.1 ? 4 : 2)}`;
}

/** Every digit an amount has, two after the point at least: `$2.00`, `$0.0000375`. */
export function exactAmount(amount: number): string {
  const digits = toUnits(amount).toString().padStart(19, '0');
  const fraction = digits.slice(-18).replace(/0+$/, '').padEnd(2, '0');
  return `$${digits.slice(0, -18)}.${fraction}`;
}

/** What something cost, with a mark for what is not certain. Undefined when nothing of it is known. */
export function formatMoney(money: Money): string | undefined {
  switch (money.provenance) {
    case 'unknown':
      return money.atLeast === undefined ? undefined : `at least ${formatAmount(money.atLeast)}`;
    case 'free':
      return 'free';
    case 'estimated':
      return `~${formatAmount(money.amount)}`;
    case 'reported':
    case 'computed':
      return formatAmount(money.amount);
  }
}

/** The same as a sentence, with where the figure comes from. */
export function explainMoney(money: Money): string {
  const words = formatMoney(money);
  switch (money.provenance) {
    case 'unknown':
      return `Cost: ${words ?? 'not known'}. ${money.problem ?? 'There is no price for this model.'}`;
    case 'free':
      return 'Cost: nothing.';
    case 'reported':
      return `Cost: ${words}, as the provider reported.${tableWords(money.amount, money.table, money.entry)}`;
    case 'computed':
      return `Cost: ${words}, by the price of ${money.entry}.`;
    case 'estimated':
      return `Cost: ${words}, estimated by the price of ${money.entry}.`;
  }
}

/** Only a difference that can be seen is worth a word. */
function tableWords(amount: number, table: number | undefined, entry: string | undefined): string {
  if (table === undefined || formatAmount(table) === formatAmount(amount)) return '';
  return ` By the price of ${entry} it would be ${formatAmount(table)}.`;
}

/** A sum, never more certain than what went into it. */
export function formatSum({ amount, complete, estimated }: MoneySum): string {
  return `${complete ? '' : 'at least '}${estimated ? '~' : ''}${formatAmount(amount)}`;
}

/** `1.4 s`. */
export function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** `950`, `1.2k`, `34k`, `1.5M`. */
export function formatTokens(count: number): string {
  if (count < 1000) return String(Math.round(count));
  if (count < 10_000) return `${(count / 1000).toFixed(1)}k`;
  if (count < 1_000_000) return `${Math.round(count / 1000)}k`;
  return `${(count / 1_000_000).toFixed(1)}M`;
}
