// "What would this have cost with ...": chooses the requests and the models, and puts the answer in words.

import type { Candidate, ComparedRequest, Comparison, ComparisonRow } from '../../../core/money/compare.ts';
import { formatSum, formatTokens } from '../../../core/money/format.ts';
import type { PriceBook } from '../../../core/money/price.ts';
import { promptsIn } from '../../../core/money/promptList.ts';
import { qualities } from '../../../core/money/quality.ts';
import type { UsageQuery } from '../../../core/money/usageQuery.ts';
import { nextTurn } from '../../../core/tokens/encoding/encoding.ts';
import type { ComparedSource, ComparisonView } from '../../../shared/usageProtocol.ts';
import { comparisonOf, ledgerRequests, promptRequests } from './comparedRequests.ts';
import { plain } from './names.ts';
import { rangeOf } from './ranges.ts';
import { counted, none, notKnown, outputTokens, percent, signedAmount } from './sums.ts';

/** A file of prompts, read. */
export interface PromptFile {
  readonly name: string;
  readonly text: string;
}

export interface ComparisonPorts {
  readonly query: UsageQuery;
  readonly prices: PriceBook;
  readonly contextWindow: (reference: string) => number | undefined;
  /** The requests of the open conversation. */
  readonly conversation: () => readonly ComparedRequest[];
  /** Asks for a file of prompts; undefined when none was chosen. */
  readonly openPrompts: () => Promise<PromptFile | undefined>;
  readonly countTokens: (text: string) => number;
  /** The models that were chosen, or those to begin with. */
  readonly chosen: () => Promise<readonly string[]>;
  readonly now: () => number;
}

export interface Comparer {
  /** `choose` asks for another file. Undefined when there is nothing to compare. */
  compare(source: ComparedSource, choose: boolean): Promise<ComparisonView | null>;
}

/** An answer where nothing tells how long answers are. */
const usualOutput = 500;

interface Chosen {
  readonly batches: AsyncIterable<readonly ComparedRequest[]>;
  readonly what: string;
  readonly notes: readonly (string | undefined)[];
}

export function createComparer(ports: ComparisonPorts): Comparer {
  const { query, prices, now } = ports;
  let file: PromptFile | undefined;

  async function requestsOf(source: ComparedSource, choose: boolean): Promise<Chosen | undefined> {
    const { range, columns, words } = rangeOf('30days', now());
    switch (source) {
      case 'conversation':
        return { batches: one(ports.conversation()), what: 'The open conversation', notes: [] };
      case 'month': {
        const { batches, note } = await ledgerRequests(query, range, columns.map((column) => column.range));
        return { batches, what: `What you asked ${words}`, notes: [note] };
      }
      case 'prompts': {
        if (choose || !file) file = (await ports.openPrompts()) ?? file;
        if (!file) return undefined;
        const past = await query.totals(range);
        const told = past.attempts - past.untold;
        const output = told > 0 ? Math.max(1, Math.round(outputTokens(past) / told)) : usualOutput;
        return {
          batches: promptRequests(promptsIn(file.text), { count: ports.countTokens, now: now(), outputTokens: output }),
          what: `The prompts of ${plain(file.name)}`,
          notes: [`Where the file does not say how long an answer is, ${formatTokens(output)} tokens are taken${told > 0 ? `, your average ${words}` : ''}.`],
        };
      }
    }
  }

  return {
    async compare(source, choose) {
      await prices.ready();
      const [requests, models] = [await requestsOf(source, choose), await ports.chosen()];
      if (!requests) return null;
      const candidates = models.map((reference): Candidate => ({ reference, entry: prices.find({ asked: reference }), contextWindow: ports.contextWindow(reference) }));
      const comparison = await comparisonOf(candidates, requests.batches, now(), nextTurn);
      return viewOf(source, models, requests, comparison);
    },
  };
}

async function* one(requests: readonly ComparedRequest[]): AsyncIterable<readonly ComparedRequest[]> {
  yield requests;
}

function viewOf(source: ComparedSource, models: readonly string[], { what, notes }: Chosen, { requests, paid, rows }: Comparison): ComparisonView {
  const sent = source !== 'prompts';
  const order = (row: ComparisonRow): number => qualities.findIndex(({ name }) => name === row.quality) + (row.quality === undefined ? qualities.length + 1 : 0);
  const sorted = rows.toSorted((a, b) => order(a) - order(b) || (a.cost?.amount ?? 0) - (b.cost?.amount ?? 0));
  /** What no model could be asked the price of. */
  const untold = Math.min(requests, ...rows.filter(({ entry }) => entry !== undefined).map(({ unpriced }) => unpriced));
  const summary = requests === 0 ? `${what}: there is nothing to compare yet.` : `${what}: ${counted(requests, sent ? 'attempt' : 'prompt')}${sent ? `, ${formatSum(paid)} paid` : ''}.`;
  return {
    source,
    summary,
    models,
    table: {
      heads: ['Model', 'Tier', 'Cost', ...(sent ? ['Against what was paid'] : []), 'Note'].map((label) => ({ label, numeric: label === 'Cost' || label.startsWith('Against') })),
      rows: requests === 0 ? [] : sorted.map((row) => [plain(row.model), row.quality ?? notKnown, row.cost ? formatSum(row.cost) : notKnown, ...(sent ? [differenceWords(row, paid.amount)] : []), noteWords(row, untold)]),
    },
    notes: [
      ...notes,
      untold > 0 && untold < requests ? `${counted(untold, 'attempt')} told no tokens and cannot be priced; the differences are over the rest.` : undefined,
      'Another model counts tokens in its own way and answers at another length: figures marked ~ are estimates. Tokens in a cache are priced by each model\'s own rates, or as fresh input where it has none.',
      `Tiers by list price, three input tokens to one of output: ${qualities.map(({ name, below }) => (Number.isFinite(below) ? `${name} below $${below.toFixed(2)} a million` : `${name} from there on`)).join(', ')}.`,
    ].filter((note) => note !== undefined),
  };
}

function differenceWords({ difference, cost }: ComparisonRow, paid: number): string {
  if (difference === undefined || !cost) return notKnown;
  if (Math.abs(difference) < 1e-9) return 'the same';
  const share = paid > 0 ? `, ${difference < 0 ? '-' : '+'}${percent(Math.abs(difference) / paid)}` : '';
  return `${difference > 0 ? '+' : ''}${signedAmount(difference)}${share}`;
}

function noteWords({ tooLong, contextWindow, unpriced, entry }: ComparisonRow, untold: number): string {
  return [
    tooLong > 0 && contextWindow !== undefined ? `${counted(tooLong, 'request')} would not fit its window of ${formatTokens(contextWindow)}.` : undefined,
    entry === undefined ? 'No price is known. Set one in parley.prices.' : undefined,
    entry !== undefined && unpriced > untold ? `${counted(unpriced - untold, 'request')} more could not be priced.` : undefined,
    entry === undefined ? undefined : `Price: ${entry}.`,
  ].filter((note) => note !== undefined).join(' ') || none;
}
