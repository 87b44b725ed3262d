// The health of the cache as a sentence.

import { localize } from '../../core/base/localize.ts';
import type { CacheHealth, CacheMiss } from '../../core/money/cacheHealth.ts';
import { formatAmount, formatTokens } from '../../core/money/format.ts';
import { percent } from './budgetWords.ts';

/** `82 % of this conversation's input came from the cache, $0.03 saved; kept until 14:32 unless used before`. */
export function cacheSentence({ rate, lastRate, tokensRead, saved, missed, expiresAt }: CacheHealth, { now, timeOf }: { readonly now: number; readonly timeOf: (at: number) => string }): string {
  const hit = rate === undefined ? 'the provider does not tell what came from it' : localize('{0} of this conversation\'s input came from it ({1} tokens{2})', percent(rate), formatTokens(tokensRead), savedWords(saved));
  const last = missed ? `; the last request ${lastRate ? 'mostly missed' : 'missed'}, ${missWords(missed)}` : '';
  const end = expiresAt === undefined ? (rate === undefined ? '' : '; how long it lasts is not known') : expiresAt > now ? `; lasts until ${timeOf(expiresAt)}, longer when used` : '; it has expired';
  return `${hit}${last}${missed?.reason === 'off' || missed?.reason === 'short' ? '' : end}`;
}

function savedWords({ amount, complete, estimated }: CacheHealth['saved']): string {
  const about = `${complete ? '' : 'at least '}${estimated ? '~' : ''}`;
  if (amount < 0) return `, ${complete ? '' : 'at most '}${estimated ? '~' : ''}${formatAmount(-amount)} dearer so far, for writing it`;
  return amount === 0 ? '' : `, ${about}${formatAmount(amount)} saved`;
}

function missWords(miss: CacheMiss): string {
  switch (miss.reason) {
    case 'first':
      return 'as nothing was there before it';
    case 'off':
      return 'as the setting promptCache is off';
    case 'short':
      return 'as it is shorter than what is cached';
    case 'model':
      return 'as another model answered';
    case 'tools':
      return 'as the tools changed';
    case 'system':
      return 'as the system prompt changed';
    case 'message':
      return `as message ${miss.message} is not what it was`;
    case 'expired':
      return 'as too much time had passed';
    case 'unexplained':
      return 'for no reason that shows here';
  }
}
