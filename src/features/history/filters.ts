// Which conversations are listed: since when, of this workspace, by a model, or dearer than something.

import { localize } from '../../core/base/localize.ts';
import type { Wish } from '../../core/conversation/store.ts';
import { formatAmount } from '../../core/money/format.ts';

/** What narrows the list. Nothing does where all are undefined. */
export interface Filters {
  /** Changed within so many days; 1 is today. */
  readonly days?: number | undefined;
  readonly here?: true | undefined;
  readonly model?: string | undefined;
  /** Dollars at least. */
  readonly cost?: number | undefined;
}

/** One thing that can be chosen, and whether it is. */
export interface FilterChoice {
  readonly label: string;
  readonly chosen: boolean;
  /** What the filters are once it was chosen, or left again. */
  readonly next: Filters;
}

/** The choices about one thing. */
export interface FilterGroup {
  readonly label: string;
  readonly choices: readonly FilterChoice[];
}

/** Midnight of the day so many days before an instant, by the calendar: some days have 23 hours. */
export function startOfDay(now: number, daysBefore = 0): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysBefore).getTime();
}

export function wishOf({ days, here, model, cost }: Filters, now: number, workspace: string | undefined): Wish {
  return {
    ...(days !== undefined && { from: startOfDay(now, days - 1) }),
    ...(here && workspace !== undefined && { workspace }),
    ...(model !== undefined && { model }),
    ...(cost !== undefined && { cost }),
  };
}

const spans = [1, 7, 30] as const;
const costs = [0.01, 0.1, 1] as const;

const daysWords = (days: number): string => (days === 1 ? localize('today') : localize('last {0} days', days));
const hereWords = (): string => localize('this workspace');
const costWords = (cost: number): string => localize('{0} or more', formatAmount(cost));

/** The chosen ones in words, for the title of the list. */
export function filterWords({ days, here, model, cost }: Filters): readonly string[] {
  return [days !== undefined && daysWords(days), here && hereWords(), model, cost !== undefined && costWords(cost)].filter((one) => typeof one === 'string');
}

/** Everything that can be chosen. What is chosen already can be left. */
export function filterGroups(filters: Filters, models: readonly string[], workspace: string | undefined): readonly FilterGroup[] {
  const choice = <K extends keyof Filters>(key: K, value: Filters[K], label: string): FilterChoice => {
    const chosen = filters[key] === value;
    return { label, chosen, next: { ...filters, [key]: chosen ? undefined : value } };
  };
  const all: FilterGroup[] = [
    { label: localize('Changed'), choices: spans.map((days) => choice('days', days, daysWords(days))) },
    { label: localize('Workspace'), choices: workspace === undefined ? [] : [choice('here', true, hereWords())] },
    { label: localize('Cost'), choices: costs.map((cost) => choice('cost', cost, costWords(cost))) },
    { label: localize('Model'), choices: models.map((model) => choice('model', model, model)) },
  ];
  return all.filter(({ choices }) => choices.length > 0);
}
