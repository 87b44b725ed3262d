// How well a conversation lives off the vendor's cache: what came from it, what that saved, how long it lasts, why it was missed.

import type { FinishEvent } from '../model/streamEvent.ts';
import { addMoney, type Money, type MoneySum, noMoney, unknownMoney } from '../model/money.ts';
import { sumTokens, type TokenCount, type Usage } from '../model/usage.ts';
import type { AttemptSink } from './attempt.ts';
import { type CallDigest, digestCall } from './callDigest.ts';
import { calculate } from './cost.ts';
import type { PriceBook } from './price.ts';
import { serviceTierOf } from './serviceTier.ts';

/** What holds for one model as its user has set it. */
export interface CacheTerms {
  /** The user wants no cache. */
  readonly off: boolean;
  /** Milliseconds a prompt is kept after its last use. Undefined is not known. */
  readonly lifetime: number | undefined;
  /** The shortest prompt that is kept, in tokens. Undefined is not known. */
  readonly shortest: number | undefined;
}

/** Why nothing worth the name came from the cache. `message` counts from 1, without the system prompt. */
export type CacheMiss =
  | { readonly reason: 'first' | 'off' | 'short' | 'model' | 'tools' | 'system' | 'expired' | 'unexplained' }
  | { readonly reason: 'message'; readonly message: number };

/** One call, as far as the cache is concerned. */
export interface CachedCall {
  readonly digest: CallDigest;
  readonly servedModel: string | undefined;
  readonly at: number;
  readonly input: TokenCount;
  readonly cacheRead: TokenCount;
}

export interface CacheHealth {
  /** The share of the last call's input that came from the cache. Undefined when the vendor does not tell. */
  readonly lastRate: number | undefined;
  /** The same over the conversation, as far as it was told. */
  readonly rate: number | undefined;
  readonly tokensRead: number;
  /** Against the same without a cache, by the price table; below 0 while writing cost more than reading saved. */
  readonly saved: MoneySum;
  readonly missed: CacheMiss | undefined;
  /** When the vendor lets go of it unless it is used. Undefined when that is not known, or there is nothing to let go of. */
  readonly expiresAt: number | undefined;
}

export interface CacheHealthPorts {
  readonly prices: PriceBook;
  readonly terms: (reference: string) => CacheTerms;
}

/** Hears of every attempt; `of` tells about a conversation. */
export interface CacheWatch extends AttemptSink {
  of(conversation: string): CacheHealth | undefined;
}

interface Kept {
  readonly last: CachedCall;
  readonly told: number;
  readonly health: CacheHealth;
}

const mostConversations = 50;

export function createCacheWatch({ prices, terms }: CacheHealthPorts): CacheWatch {
  const kept = new Map<string, Kept>();
  return {
    of: (conversation) => kept.get(conversation)?.health,
    begin({ call, conversation, startedAt }) {
      return {
        grew() {},
        abandoned() {},
        ended({ finish }) {
          const input = sumTokens(finish.usage.input);
          // A call that failed before it was counted says nothing about the cache.
          if (!call || conversation === undefined || (finish.error && input === undefined)) return;
          const now: CachedCall = { digest: digestCall(call), servedModel: finish.servedModel, at: startedAt, input, cacheRead: finish.usage.input.cacheRead };
          const before = kept.get(conversation);
          kept.delete(conversation);
          kept.set(conversation, next(before, now, terms(call.model), savedBy(finish, startedAt, prices)));
          const [oldest] = kept.keys();
          if (kept.size > mostConversations && oldest !== undefined) kept.delete(oldest);
        },
      };
    },
  };
}

function next(before: Kept | undefined, now: CachedCall, terms: CacheTerms, saved: Money): Kept {
  const told = (before?.told ?? 0) + (now.cacheRead === undefined ? 0 : (now.input ?? 0));
  const tokensRead = (before?.health.tokensRead ?? 0) + (now.cacheRead ?? 0);
  const isKept = !terms.off && (now.input ?? 0) >= (terms.shortest ?? 1);
  return {
    last: now,
    told,
    health: {
      lastRate: now.cacheRead === undefined || !now.input ? undefined : now.cacheRead / now.input,
      rate: told === 0 ? undefined : tokensRead / told,
      tokensRead,
      saved: addMoney(before?.health.saved ?? noMoney, saved),
      missed: whyMissed(before?.last, now, terms),
      expiresAt: isKept && terms.lifetime !== undefined ? now.at + terms.lifetime : undefined,
    },
  };
}

/** Compares two calls in the order in which a vendor compares them. Undefined for a hit, and where the vendor does not tell. */
export function whyMissed(before: CachedCall | undefined, now: CachedCall, { off, shortest, lifetime }: CacheTerms): CacheMiss | undefined {
  if (now.cacheRead === undefined || now.input === undefined) return undefined;
  // Half of what could have come is a hit: the rest is rounding, and what vendors do not promise.
  const could = Math.min(now.input, before?.input ?? now.input);
  if (now.cacheRead > 0 && now.cacheRead * 2 >= could) return undefined;
  if (off) return { reason: 'off' };
  if (shortest !== undefined && could < shortest) return { reason: 'short' };
  if (!before) return now.cacheRead > 0 ? undefined : { reason: 'first' };
  const { digest: old } = before;
  const { digest } = now;
  if (old.model !== digest.model || (before.servedModel !== undefined && now.servedModel !== undefined && before.servedModel !== now.servedModel)) return { reason: 'model' };
  if (old.tools !== digest.tools) return { reason: 'tools' };
  if (old.system !== digest.system) return { reason: 'system' };
  const other = old.messages.findIndex((message, index) => index < digest.messages.length && message !== digest.messages[index]);
  if (other >= 0) return { reason: 'message', message: other + 1 };
  return { reason: lifetime !== undefined && now.at - before.at > lifetime ? 'expired' : 'unexplained' };
}

/** What the cache saved: the same tokens all fresh, less what they cost as they were. */
function savedBy({ usage, model, servedModel, serviceTier, cost }: FinishEvent, at: number, prices: PriceBook): Money {
  const { cacheRead = 0, cacheWrite5m = 0, cacheWrite1h = 0 } = usage.input;
  if (cacheRead + cacheWrite5m + cacheWrite1h === 0 || cost.provenance === 'free') return { provenance: 'computed', amount: 0, currency: 'USD' };
  const entry = prices.find({ asked: model, served: servedModel });
  const total = sumTokens(usage.input);
  if (!entry || total === undefined) return unknownMoney;
  const fresh: Usage = { ...usage, input: { fresh: total, cacheRead: undefined, cacheWrite5m: undefined, cacheWrite1h: undefined } };
  const served = { at, tier: serviceTierOf(serviceTier, usage.raw) };
  const [without, paid] = [calculate(fresh, entry, served).money, calculate(usage, entry, served).money];
  if (without.provenance === 'unknown' || paid.provenance === 'unknown') return unknownMoney;
  // A vendor that reports what it charges may not charge by the table.
  return { provenance: cost.provenance === 'computed' ? 'computed' : 'estimated', amount: without.amount - paid.amount, currency: 'USD' };
}
