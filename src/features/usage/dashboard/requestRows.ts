// Single attempts: a page of them, and how the cost of one came about.

import { type Calculation, calculate } from '../../../core/money/cost.ts';
import { exactAmount, formatMoney, formatTokens } from '../../../core/money/format.ts';
import { nameEntry, type PriceBook } from '../../../core/money/price.ts';
import { serviceTierOf } from '../../../core/money/serviceTier.ts';
import type { RowPlace, StoredRow, TimeRange, UsageQuery } from '../../../core/money/usageQuery.ts';
import { sumTokens, type TokenCount } from '../../../core/model/usage.ts';
import { RequestFailed } from '../../../shared/requestFailed.ts';
import type { CalculationView, RequestsPage, RequestView, TableView } from '../../../shared/usageProtocol.ts';
import { plain } from './names.ts';
import { duration, none, notKnown } from './sums.ts';

const pageLength = 25;
const time = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const wholeTime = { dateStyle: 'full', timeStyle: 'long', hourCycle: 'h23' } as const;

/** The newest attempts of a range before a place. */
export async function requestsPage(query: UsageQuery, range: TimeRange, before: RowPlace | undefined): Promise<RequestsPage> {
  const place = before && before.at < range.to ? before : { at: range.to, id: 0 };
  const found = (await query.recent(place, pageLength + 1)).filter(({ at }) => at >= range.from && at < range.to);
  const rows = found.slice(0, pageLength);
  const last = rows.at(-1);
  return { rows: rows.map(rowView), ...(found.length > pageLength && last && { older: { at: last.at, id: last.id } }) };
}

function rowView(row: StoredRow): RequestView {
  return {
    at: row.at,
    id: row.id,
    failed: row.error !== undefined,
    cells: [new Date(row.at).toLocaleString('en-US', time), modelWords(row), plain(row.task), tokensOf(row), costWords(row), finishWords(row), duration(row.milliseconds)],
  };
}

function modelWords({ model, servedModel }: StoredRow): string {
  const asked = plain(model);
  return servedModel === undefined || servedModel === '' || model.endsWith(`/${servedModel}`) ? asked : `${asked}, served by ${plain(servedModel)}`;
}

function tokensOf({ usage }: StoredRow): string {
  const words = (count: TokenCount): string => (count === undefined ? notKnown : formatTokens(count));
  const [input, output] = [sumTokens(usage.input), sumTokens(usage.output)];
  return input === undefined && output === undefined ? notKnown : `${words(input)} in, ${words(output)} out`;
}

function costWords({ cost }: StoredRow): string {
  const words = formatMoney(cost) ?? notKnown;
  return cost.provenance === 'reported' ? `${words} reported` : words;
}

function finishWords({ finish, error }: StoredRow): string {
  return error === undefined || error === finish ? plain(finish) : `${plain(finish)}: ${plain(error)}`;
}

/** The calculation of one attempt, by the price there is now. */
export async function calculationOf(query: UsageQuery, prices: PriceBook, { at, id }: RowPlace): Promise<CalculationView> {
  const [row] = await query.recent({ at, id: id + 1 }, 1);
  if (row?.id !== id) throw new RequestFailed({ code: 'unknown', sentence: 'This request is no longer in the ledger.' });
  await prices.ready();
  const entry = row.cost.provenance === 'free' ? undefined : prices.find({ asked: row.model, served: row.servedModel });
  const tier = serviceTierOf(row.serviceTier, undefined);
  const calculation = entry && calculate(row.usage, entry, { at: row.at, tier });
  return {
    facts: factsOf(row),
    table: calculation ? linesOf(calculation) : countsOf(row),
    total: totalOf(row),
    notes: notesOf(row, calculation),
  };
}

function factsOf(row: StoredRow): CalculationView['facts'] {
  return ([
    ['Time', new Date(row.at).toLocaleString('en-US', wholeTime)],
    ['Asked', row.model],
    ['Served by', row.servedModel],
    ['Service tier', row.serviceTier],
    ['Key', row.keyLabel],
    ['First token after', row.firstTokenMilliseconds === undefined ? undefined : duration(row.firstTokenMilliseconds)],
    ['Finish', row.finishRaw === undefined || row.finishRaw === row.finish ? row.finish : `${row.finish}, in the vendor's word ${row.finishRaw}`],
    ['Error', row.error],
    ['Answer', row.responseId],
  ] as const).flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value: plain(value) }]));
}

const lineHeads = [{ label: 'What', numeric: false }, { label: 'Count', numeric: true }, { label: 'Rate', numeric: true }, { label: 'Amount', numeric: true }];

function linesOf({ lines }: Calculation): TableView {
  return { heads: lineHeads, rows: lines.map(({ label, count, rate, amount }) => [label, count.toLocaleString('en-US'), `${exactAmount(rate)} per ${label.startsWith('fee') ? 'thousand' : 'million'}`, exactAmount(amount)]) };
}

/** Without a price there are the counts at least. */
function countsOf({ usage: { input, output } }: StoredRow): TableView | null {
  const counts = [['input', input.fresh], ['input from the cache', input.cacheRead], ['input written to the cache', input.cacheWrite5m], ['input written to the cache for an hour', input.cacheWrite1h], ['output', output.text], ['reasoning', output.reasoning]] as const;
  const rows = counts.flatMap(([label, count]) => (count === undefined ? [] : [[label, count.toLocaleString('en-US'), none, none]]));
  return rows.length === 0 ? null : { heads: lineHeads, rows };
}

function totalOf({ cost }: StoredRow): string {
  if (cost.provenance === 'unknown' || cost.provenance === 'free') return formatMoney(cost) ?? notKnown;
  return `${cost.provenance === 'estimated' ? '~' : ''}${exactAmount(cost.amount)}`;
}

function notesOf({ cost, wasted, tableCost }: StoredRow, calculation: Calculation | undefined): string[] {
  const used = 'entry' in cost ? cost.entry : undefined;
  const entry = calculation && nameEntry(calculation.entry);
  return [
    cost.provenance === 'reported' ? 'The provider reported this cost itself; it beats every table.' : undefined,
    cost.provenance === 'reported' && tableCost !== undefined && tableCost !== cost.amount ? `By the table it was ${exactAmount(tableCost)}.` : undefined,
    cost.provenance === 'estimated' ? 'Estimated: the provider did not tell all counts.' : undefined,
    cost.provenance === 'unknown' ? 'The cost is not known. It is in no sum, and every sum says "at least" because of it.' : undefined,
    wasted ? 'Wasted: there was no whole answer for it.' : undefined,
    entry === undefined ? undefined : `Price: ${entry} (${calculation?.tierUsed}).`,
    used !== undefined && entry !== undefined && used !== entry ? `The price has changed since. The total is what was booked, by ${plain(used)}; the lines are by the price of now.` : undefined,
    calculation?.problem,
    entry === undefined && cost.provenance !== 'free' ? 'There is no price for this model. Set one in parley.prices.' : undefined,
    calculation?.entry.note,
  ].filter((note) => note !== undefined);
}
