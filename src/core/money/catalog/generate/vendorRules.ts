// What vendors publish as a rule over all their models, for the figures that neither source lists model by model.

import type { PricePeriod, Rates } from '../../price.ts';
import type { CatalogModel } from '../catalogFile.ts';
import { rulesKey } from './merge.ts';

/** The day they were read. */
export const rulesDate = '2026-11-21';

/**
 * Service tiers as these vendors publish them: half the price for what may wait, a tenth more for staying in the US.
 * What they publish no single factor for, such as `priority`, is left out and so not known.
 */
const tiers: Readonly<Record<string, (name: string) => Readonly<Record<string, number>> | undefined>> = {
  openai: (name) => (/^(?:gpt-(?:5(?!.*-chat)|6)|o3|o4)/.test(name) ? { batch: 0.5, flex: 0.5 } : { batch: 0.5 }),
  anthropic: (name) => (/^claude-[a-z]+-(?:4-[6-9]|5)/.test(name) ? { batch: 0.5, us: 1.1 } : { batch: 0.5 }),
  gemini: (name) => (name.startsWith('gemini-') ? { flex: 0.5 } : undefined),
  groq: () => ({ flex: 1 }),
};

/** Notes that hold for a kind of model. */
const bedrockNote = 'Answers of a single region may cost a tenth more.';

export function applyVendorRules(models: readonly CatalogModel[]): readonly CatalogModel[] {
  return [...models, ...vertexClaude(models)].map((model) => {
    const { id } = model;
    const [provider = '', name = ''] = splitOnce(id);
    const prices = provider === 'anthropic' || (/claude/.test(name) && (provider === 'bedrock' || provider === 'vertex')) ? model.prices?.map(withLongWrites) : provider === 'xai' ? model.prices?.map(withInclusiveLimits) : model.prices;
    const serviceTiers = prices && tiers[provider]?.(name);
    const ruled = serviceTiers !== undefined || JSON.stringify(prices) !== JSON.stringify(model.prices);
    const fees = prices?.some(({ rates }) => rates.thousandRequests !== undefined);
    return {
      ...model,
      ...(prices && { prices }),
      ...(serviceTiers && { serviceTiers }),
      ...(prices && id.startsWith('bedrock/anthropic.') && { note: bedrockNote }),
      ...(ruled && { from: { ...model.from, rules: rulesKey } }),
      ...(fees && { note: 'The fee for a request depends on how much it searches; this is the highest.' }),
    };
  }).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Anthropic charges a write that lives for an hour at twice the input rate. */
function withLongWrites(period: PricePeriod): PricePeriod {
  const long = (rates: Rates): Rates => (rates.cacheWrite5m === undefined ? rates : { ...rates, cacheWrite1h: rates.cacheWrite1h ?? exactDouble(rates.input) });
  return { ...period, rates: long(period.rates), ...(period.above && { above: period.above.map((tier) => ({ ...tier, rates: long(tier.rates) })) }) };
}

/** xAI counts its limits in: the dearer rates begin with the round number itself. */
function withInclusiveLimits(period: PricePeriod): PricePeriod {
  return period.above ? { ...period, above: period.above.map((tier) => (tier.tokens % 1000 === 0 ? { ...tier, tokens: tier.tokens - 1 } : tier)) } : period;
}

function exactDouble(rate: number): number {
  return Number((rate * 2).toPrecision(12));
}

/** Claude at Vertex costs what it costs at Anthropic; only some older ones are listed there. */
function vertexClaude(models: readonly CatalogModel[]): readonly CatalogModel[] {
  const known = new Set(models.flatMap(({ id, aka = [] }) => (id.startsWith('vertex/') ? [id, ...aka.map((name) => `vertex/${name}`)] : [])));
  return models.filter(({ id, prices }) => prices && /^anthropic\/claude-[a-z]+-(?:4-[5-9]|5)/.test(id) && !known.has(id.replace('anthropic/', 'vertex/')))
    .map(({ aka: _names, serviceTiers: _tiers, ...model }) => ({ ...model, id: model.id.replace('anthropic/', 'vertex/'), note: 'Anthropic\'s own price, which holds for the global endpoint; a regional one may cost a tenth more.', from: { ...model.from, rules: rulesKey } }));
}

function splitOnce(id: string): readonly string[] {
  const at = id.indexOf('/');
  return [id.slice(0, at), id.slice(at + 1)];
}
