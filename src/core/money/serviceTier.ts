// Which service tier a request was served in, where that changes its price.

import type { Json } from '../model/message.ts';

/** What vendors call the usual one. */
const usual = new Set(['', 'standard', 'standard_only', 'default', 'auto', 'on_demand', 'on-demand', 'traffic_type_unspecified', 'service_tier_unspecified', 'not_available', 'global']);

/** Undefined for the usual tier. `told` is what the answer named; Anthropic tells in its usage, and more than one thing. */
export function serviceTierOf(told: string | undefined, raw: Json | undefined): string | undefined {
  const tiers = [told, textIn(raw, 'service_tier'), textIn(raw, 'speed'), textIn(raw, 'inference_geo')].map((tier) => plain(tier ?? '')).filter((tier) => !usual.has(tier));
  return tiers.length === 0 ? undefined : [...new Set(tiers)].toSorted().join(' ');
}

/** Google names its tiers by traffic: `ON_DEMAND_FLEX`. */
function plain(tier: string): string {
  return tier.toLowerCase().replace(/^on_demand_/, '').replace(/^service_tier_/, '');
}

function textIn(raw: Json | undefined, name: string): string | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
  const value: unknown = Object.hasOwn(raw, name) ? (raw as Readonly<Record<string, Json>>)[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
