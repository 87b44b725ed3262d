// Everything the page shows at once, out of a handful of sums.

import type { BudgetState } from '../../../core/money/budgets.ts';
import type { PriceBook } from '../../../core/money/price.ts';
import { cacheHitRate, tokensPerSecond, type UsageQuery, type UsageSums } from '../../../core/money/usageQuery.ts';
import { formatAmount, formatSum, formatTokens } from '../../../core/money/format.ts';
import { type BudgetView, type Breakdown, breakdowns, type FigureView, type Overview, type RangeName, type StackView, type Stacking, type TableView } from '../../../shared/usageProtocol.ts';
import { periodNames, percent as sharePercent } from '../budgetWords.ts';
import type { ConversationNames } from './names.ts';
import { rangeOf } from './ranges.ts';
import { requestsPage } from './requestRows.ts';
import { addSaved, type Saved, savedIn, savedWords, savingsStack, spendStack, tokenStack, wastedStack } from './stacks.ts';
import { addSums, counted, inputTokens, none, notKnown, outputTokens, percent, spentWords, tokenWords, wastedWords } from './sums.ts';
import { breakdownTable, latencyView } from './tables.ts';

export interface OverviewPorts {
  readonly query: UsageQuery;
  readonly prices: PriceBook;
  readonly budgets: () => readonly BudgetState[];
  readonly conversations: ConversationNames;
  readonly now: () => number;
}

export async function overviewOf(ports: OverviewPorts, name: RangeName, by: Stacking): Promise<Overview> {
  const { query, prices, conversations } = ports;
  const shown = rangeOf(name, ports.now());
  const { range, columns } = shown;
  const days = columns.map((column) => column.range);
  const [totals, byModel, stacked, latency, requests, tables, everything] = await Promise.all([
    query.totals(range),
    query.byDay('model', days),
    by === 'model' ? undefined : query.byDay(by, days),
    query.latency(range),
    requestsPage(query, range, undefined),
    Promise.all(breakdowns.map(async (dimension): Promise<[Breakdown, TableView]> => [dimension, breakdownTable(dimension, await query.by(dimension, range), conversations)])),
    query.recent(undefined, 1),
    prices.ready(),
  ]);
  const sums = byModel.map(({ slices }) => addSums(slices.map((slice) => slice.sums)));
  const saved = addSaved(byModel.filter(({ slices }) => slices.length > 0).map((day) => savedIn(day, prices)));
  return {
    range: name,
    rangeWords: shown.words,
    empty: totals.attempts > 0 ? null : everything.length > 0 ? 'range' : 'ever',
    figures: figuresOf(totals, saved),
    budgets: ports.budgets().map(budgetView),
    spend: spendStack(shown, stacked ?? byModel, by, conversations),
    tokens: tokenStack(shown, sums),
    savings: savingsStack(shown, byModel, prices),
    wasted: wastedStack(shown, sums),
    latency: latencyView(shown.words, latency),
    tables: Object.fromEntries(tables) as Record<Breakdown, TableView>,
    requests,
  };
}

/** The same spending, stacked by something else. */
export async function spendOf({ query, conversations, now }: OverviewPorts, name: RangeName, by: Stacking): Promise<StackView> {
  const shown = rangeOf(name, now());
  return spendStack(shown, await query.byDay(by, shown.columns.map(({ range }) => range)), by, conversations);
}

function figuresOf(sums: UsageSums, saved: Saved): FigureView[] {
  const hits = cacheHitRate(sums);
  const speed = tokensPerSecond(sums);
  return [
    { label: 'Spent', value: spentWords(sums), ...(sums.unpriced > 0 && { detail: `${counted(sums.unpriced, 'attempt')} without a known price` }) },
    { label: 'Attempts', value: sums.attempts.toLocaleString('en-US'), ...(speed !== undefined && { detail: `${Math.round(speed)} tokens/s` }) },
    { label: 'Tokens', value: tokenWords(inputTokens(sums) + outputTokens(sums), sums), ...(sums.attempts > 0 && { detail: `${formatTokens(inputTokens(sums))} in, ${formatTokens(outputTokens(sums))} out` }) },
    { label: 'Cache hit rate', value: sums.attempts === 0 ? none : hits === undefined ? notKnown : percent(hits), ...(sums.attempts > 0 && { detail: 'of the input' }) },
    { label: 'Saved by caches', value: sums.attempts === 0 ? none : savedWords(saved) },
    { label: 'Wasted', value: wastedWords(sums), ...(sums.wasted.attempts > 0 && { detail: `on ${counted(sums.wasted.attempts, 'attempt')}`, tone: 'warning' as const }) },
    { label: 'Failures', value: sums.attempts === 0 ? none : sums.failed.toLocaleString('en-US'), ...(sums.failed > 0 && { detail: `${percent(sums.failed / sums.attempts)} of attempts`, tone: 'warning' as const }) },
  ];
}

function budgetView({ period, spent, limit, share, level }: BudgetState): BudgetView {
  const name = periodNames[period];
  return {
    label: name.charAt(0).toUpperCase() + name.slice(1),
    words: `${formatSum(spent)} of ${formatAmount(limit)}, ${sharePercent(share)}${level === 'over' ? ': used up' : ''}`,
    share: Math.min(share, 100),
    level,
  };
}
