// The rows of the model picker: what can be used at once first, what needs a key after it.

import { type QuickPickItem, QuickPickItemKind } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import type { ListedModel } from '../../core/model/dialect.ts';
import { formatModelRef } from '../../core/model/modelRef.ts';
import { priceWords, windowWords } from '../../core/money/modelFacts.ts';
import type { PriceBook } from '../../core/money/price.ts';
import type { RoutesSettings } from '../../core/pipeline/routes/plan.ts';
import type { ConfiguredProvider } from '../../core/providers/directory.ts';

export interface ModelItem extends QuickPickItem {
  readonly reference?: string;
}

/** A provider with the models that are known of it at this moment. */
export interface ModelGroup {
  readonly configured: ConfiguredProvider;
  readonly ready: boolean;
  readonly listed: readonly ListedModel[];
}

/** Routes first, since a person made them. `current` is marked, and heads the list when nobody lists it. */
export function modelItems(groups: readonly ModelGroup[], current: string, prices: PriceBook, routes: RoutesSettings): readonly ModelItem[] {
  const ordered = [...groups.filter(({ ready }) => ready), ...groups.filter(({ ready }) => !ready)];
  const items = [...routeItems(routes, current), ...ordered.flatMap((group) => groupItems(group, current, prices))];
  return items.some(({ reference }) => reference === current) ? items : [{ label: current, description: localize('in use'), reference: current }, ...items];
}

function routeItems(routes: RoutesSettings, current: string): readonly ModelItem[] {
  const items = Object.entries(routes).map(([name, { models, strategy }]): ModelItem => {
    const reference = `route/${name}`;
    const names = models.map((one) => (typeof one === 'string' ? one : one.model)).join(', ');
    return { label: reference, description: [reference === current ? localize('in use') : undefined, strategy, names].filter((fact) => fact !== undefined).join(' \u00b7 '), reference };
  });
  return items.length === 0 ? [] : [{ label: localize('Routes'), kind: QuickPickItemKind.Separator }, ...items];
}

function groupItems({ configured, ready, listed }: ModelGroup, current: string, prices: PriceBook): readonly ModelItem[] {
  const described = new Map(listed.map((model) => [model.name, model]));
  const names = [...new Set([...configured.models, ...described.keys()])];
  if (names.length === 0) return [];
  const separator: ModelItem = { label: ready ? configured.label : localize('{0} (needs a key)', configured.label), kind: QuickPickItemKind.Separator };
  return [separator, ...names.map((name) => modelItem(configured, described.get(name) ?? { name }, current, prices))];
}

function modelItem(configured: ConfiguredProvider, model: ListedModel, current: string, prices: PriceBook): ModelItem {
  const reference = formatModelRef({ provider: configured.id, model: model.name });
  const window = model.contextWindow ?? configured.provider.describe?.(model.name)?.contextWindow;
  const facts = [
    reference === current ? localize('in use') : undefined,
    model.title === undefined || model.title === model.name ? undefined : oneLine(model.title),
    windowWords({ contextWindow: window }),
    configured.provider.badge ?? priceWords(prices.find({ asked: reference }), Date.now()),
  ];
  return { label: reference, description: facts.filter((fact) => fact !== undefined).join(' \u00b7 '), reference };
}

/** A name that another extension gave: one line of it. */
function oneLine(title: string): string {
  return title.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim().slice(0, 80);
}
