// The tables of sums, and how long models take.

import type { Percentiles, ModelLatency, UsageDimension, UsageSlice } from '../../../core/money/usageQuery.ts';
import { cacheHitRate } from '../../../core/money/usageQuery.ts';
import type { LatencyView, TableView } from '../../../shared/usageProtocol.ts';
import { niceTicks } from './axis.ts';
import { type ConversationNames, nameOf, plain } from './names.ts';
import { addSums, counted, duration, inputTokens, none, notKnown, outputTokens, percent, spentWords, tokenWords, wastedWords } from './sums.ts';

const mostRows = 50;
const mostModels = 12;

const titles: Readonly<Record<UsageDimension, string>> = { model: 'Model', task: 'Task', workspace: 'Workspace', conversation: 'Conversation' };

export function breakdownTable(dimension: UsageDimension, slices: readonly UsageSlice[], conversations: ConversationNames): TableView {
  const shown = slices.slice(0, mostRows);
  const rest = slices.slice(mostRows);
  return {
    heads: [titles[dimension], 'Spent', 'Attempts', 'Input', 'Output', 'Cache hits', 'Wasted', 'Failed'].map((label, index) => ({ label, numeric: index > 0 })),
    rows: shown.map(({ value, sums }) => {
      const hits = cacheHitRate(sums);
      return [
        nameOf(dimension, value, conversations),
        spentWords(sums),
        sums.attempts.toLocaleString('en-US'),
        tokenWords(inputTokens(sums), sums),
        tokenWords(outputTokens(sums), sums),
        hits === undefined ? notKnown : percent(hits),
        wastedWords(sums),
        sums.failed === 0 ? none : sums.failed.toLocaleString('en-US'),
      ];
    }),
    ...(rest.length > 0 && { note: `And ${rest.length.toLocaleString('en-US')} more, together ${spentWords(addSums(rest.map(({ sums }) => sums)))}.` }),
  };
}

export function latencyView(words: string, latencies: readonly ModelLatency[]): LatencyView {
  const asked = latencies.filter(({ whole }) => whole.attempts > 0).toSorted((a, b) => b.whole.attempts - a.whole.attempts).slice(0, mostModels);
  const fastest = asked.toSorted((a, b) => a.whole.p50 - b.whole.p50)[0];
  return {
    title: 'Time to answer, by model',
    summary: fastest
      ? `Half of the answers of ${plain(fastest.model)}, the fastest, took less than ${duration(fastest.whole.p50)}, 95 in 100 less than ${duration(fastest.whole.p95)}. Answers that broke off are left out.`
      : `No whole answer ${words}.`,
    rows: asked.map(({ model, whole, firstToken }) => ({
      model: plain(model),
      p50: whole.p50,
      p95: whole.p95,
      first: firstToken?.p50 ?? null,
      words: [duration(whole.p50), duration(whole.p95), firstWords(firstToken), counted(whole.attempts, 'answer')],
    })),
    ticks: niceTicks(0, Math.max(0, ...asked.map(({ whole }) => whole.p95))).map((value) => ({ value, words: duration(value) })),
  };
}

function firstWords(first: Percentiles | undefined): string {
  return first ? duration(first.p50) : notKnown;
}
