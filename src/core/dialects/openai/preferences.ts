// What a user prefers about the service, as fields of a body. A server that knows none of them is mended like any other.

import type { Preferences, ServiceTier } from '../../model/preferences.ts';

/** A vendor's own words for the tiers. */
export type TierWords = Readonly<Record<ServiceTier, string>>;

const openaiTiers: TierWords = { standard: 'default', flex: 'flex', priority: 'priority' };

/** Only what was asked for. Without a breakpoint, `explicit` writes nothing to the cache; of lifetimes there are half an hour, the default, and half a day. */
export function preferenceFields({ promptCache, serviceTier }: Preferences = {}, tiers = openaiTiers): object {
  return {
    ...(promptCache === 'off' && { prompt_cache_options: { mode: 'explicit' } }),
    ...(promptCache === '1h' && { prompt_cache_options: { ttl: '12h' } }),
    ...(serviceTier && { service_tier: tiers[serviceTier] }),
  };
}
