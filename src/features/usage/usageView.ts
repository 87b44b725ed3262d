// What the status bar and its tooltip say, as data and words: nothing of the editor in it.

import { localize } from '../../core/base/localize.ts';
import { type BudgetState, type LedgerPeriod, tightest } from '../../core/money/budgets.ts';
import type { CacheHealth } from '../../core/money/cacheHealth.ts';
import { formatAmount, formatMoney, formatSeconds, formatSum, formatTokens } from '../../core/money/format.ts';
import type { LiveAttempt, SpendState, SpentAttempt } from '../../core/money/spend.ts';
import type { PeriodSums } from '../../core/money/spentSums.ts';
import type { StatusWords } from '../../core/money/statusText.ts';
import type { MoneySum } from '../../core/model/money.ts';
import { bar, budgetSentence, percent, periodNames } from './budgetWords.ts';
import { cacheSentence } from './cacheWords.ts';

/** Everything there is to say. */
export interface UsageView {
  readonly spend: SpendState;
  readonly periods: Readonly<Record<LedgerPeriod, PeriodSums | undefined>>;
  readonly budgets: readonly BudgetState[];
  /** Input tokens of the last answer that is in sight, and the window of its model. */
  readonly context: { readonly used: number; readonly window: number } | undefined;
  readonly cache: CacheHealth | undefined;
  readonly model: string;
  /** A moment as the clock on the wall shows it. */
  readonly timeOf: (at: number) => string;
  readonly now: number;
}

/** One line of the tooltip. `bar` is for eyes only. */
export interface StoryLine {
  readonly title: string;
  readonly words: string;
  readonly bar?: string;
}

/** `~120 tokens · ~$0.0012`: always a guess while it streams, and marked as one. */
export function liveWords(live: readonly LiveAttempt[]): string {
  const tokens = live.reduce((sum, { output }) => sum + output, 0);
  const costs = live.map(({ outputCost }) => outputCost);
  const known = costs.filter((cost) => cost !== undefined);
  const words = `~${formatTokens(Math.ceil(tokens))} tokens`;
  if (live.every(({ free }) => free)) return `${words} \u00b7 free`;
  return known.length === costs.length ? `${words} \u00b7 ~${formatAmount(known.reduce((sum, cost) => sum + cost, 0))}` : words;
}

/** The words of every piece of the status bar. */
export function statusWords({ spend, periods, budgets, context, cache, model }: UsageView): StatusWords {
  const budget = tightest(budgets);
  const spentIn = (period: LedgerPeriod): string | undefined => {
    const sums = periods[period];
    return sums && `${shortSum(sums.cost)} ${periodNames[period]}`;
  };
  return {
    today: spentIn('day'),
    week: spentIn('week'),
    month: spentIn('month'),
    session: localize('{0} this window', shortSum(spend.total)),
    budget: budget && localize('{0} of {1} {2}', shortPercent(budget.share), formatAmount(budget.limit), periodNames[budget.period]),
    context: context && contextWords(context),
    model,
    last: spend.last && (formatMoney(spend.last.cost) ?? 'price not known'),
    cache: cache?.rate === undefined ? undefined : `${shortPercent(cache.rate)} cached`,
    wasted: periods.day && periods.day.wasted > 0 ? `${formatAmount(periods.day.wasted)} wasted` : undefined,
  };
}

/** `≥` is short for "at least". */
function shortSum({ amount, complete, estimated }: MoneySum): string {
  return `${complete ? '' : '\u2265'}${estimated ? '~' : ''}${formatAmount(amount)}`;
}

function contextWords({ used, window }: NonNullable<UsageView['context']>): string {
  return localize('{0} of {1}', shortPercent(used / window), formatTokens(window));
}

/** Without the space, where there is little room. */
function shortPercent(share: number): string {
  return percent(share).replace(' %', '%').replace(/^under /, '<').replace(/^over /, '>');
}

/** The whole story, line by line: what a tooltip shows and a screen reader reads. */
export function usageStory(view: UsageView): readonly StoryLine[] {
  const { spend, periods, budgets, context, cache } = view;
  const wasted = periods.day?.wasted ?? 0;
  const untold = [spend.total, periods.day?.cost, periods.month?.cost].some((sum) => sum?.complete === false);
  return [
    // Without figures: a tooltip that changes all the time cannot be read.
    spend.live.length > 0 && { title: localize('Now'), words: `${[...new Set(spend.live.map(({ model }) => model))].join(' and ')} answers` },
    spend.last && { title: localize('Last answer'), words: lastWords(spend.last) },
    { title: localize('This window'), words: sessionWords(spend) },
    ...(['day', 'week', 'month'] as const).map((period) => ({ title: titleOf(periodNames[period]), words: periodWords(periods[period]) })),
    ...budgets.map((state) => ({ title: localize('Budget'), words: budgetSentence(state), bar: bar(state.share) })),
    context && { title: localize('Context'), words: localize('{0} tokens were full at the last answer', contextWords(context)) },
    cache && { title: localize('Cache'), words: cacheSentence(cache, view) },
    wasted > 0 && { title: localize('Wasted today'), words: localize('{0} for answers that broke off or failed', formatAmount(wasted)) },
    untold && { title: localize('Not in the sums'), words: 'answers whose price is not known' },
  ].filter((line) => typeof line === 'object');
}

function titleOf(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function periodWords(sums: PeriodSums | undefined): string {
  return sums ? localize('{0} for {1}', formatSum(sums.cost), answers(sums.attempts)) : 'not read yet';
}

function sessionWords({ total, attempts, outputTokens }: SpendState): string {
  return attempts === 0 ? 'nothing was asked yet' : localize('{0} for {1}, {2} output tokens', formatSum(total), answers(attempts), formatTokens(Math.ceil(outputTokens)));
}

function answers(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'request' : 'requests'}`;
}

function lastWords({ model, servedModel, input, cacheRead, output, outputEstimated, cost, milliseconds }: SpentAttempt): string {
  const served = servedModel !== undefined && servedModel !== '' && !model.endsWith(servedModel) ? ` (served by ${servedModel})` : '';
  return [
    `${model}${served}`,
    input === undefined ? undefined : `${formatTokens(input)} tokens in${cacheRead === undefined || input === 0 ? '' : `, ${percent(cacheRead / input)} of them from the cache`}`,
    `${outputEstimated ? '~' : ''}${formatTokens(Math.ceil(output))} tokens out`,
    formatMoney(cost) ?? 'price not known',
    formatSeconds(milliseconds),
  ].filter((word) => word !== undefined).join(', ');
}
