// Amounts and shares as people type them. Loaded with the budget editor, so apart from the words of the status bar.

import { localize } from '../../core/base/localize.ts';
import { formatAmount } from '../../core/money/format.ts';

const most = 1_000_000;

/** What a person typed for an amount: nothing for "no limit", or what is wrong with it in words. */
export function readAmount(text: string): { readonly amount: number | undefined } | { readonly wrong: string } {
  const typed = text.trim().replace(/^\$\s*/, '').replace(/\s*(?:\$|USD)$/i, '');
  if (typed === '') return { amount: undefined };
  if (/^[\d.]*,[\d.,]*$/.test(typed)) return { wrong: localize('Write the amount without commas, with a point for the cents: 1000 or 0.50.') };
  if (!/^(?:\d+(?:\.\d*)?|\.\d+)$/.test(typed)) return { wrong: localize('Write an amount in US dollars, such as 5 or 0.50, or nothing for no limit.') };
  const amount = Number(typed);
  return amount > most ? { wrong: localize('{0} is the most that can be set.', formatAmount(most)) } : { amount };
}

/** What a person typed for the shares to be told at, such as `50, 80, 100`. */
export function readShares(text: string): { readonly shares: readonly number[] } | { readonly wrong: string } {
  const words = text.split(/[\s,;%]+/).filter((word) => word !== '');
  const numbers = words.map(Number);
  if (words.some((word) => !/^\d+(?:\.\d+)?$/.test(word)) || numbers.some((number) => number <= 0 || number > 1000)) return { wrong: localize('Write percentages between 1 and 1000, such as 50, 80, 100; nothing to be told at none.') };
  if (words.length > 10) return { wrong: localize('Ten percentages are the most that can be set.') };
  return { shares: [...new Set(numbers)].toSorted((one, other) => one - other).map((number) => number / 100) };
}
