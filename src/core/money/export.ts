// The ledger as CSV or JSON, page by page: a million rows are never in memory at once.

import type { RowPlace, StoredRow, TimeRange, UsageQuery } from './usageQuery.ts';

const rowsAtOnce = 500;

/** The rows of a range, the oldest first. Rows that come while it runs and belong to the range are in it. */
export async function* pagesOf(usage: Pick<UsageQuery, 'following'>, range: TimeRange): AsyncIterable<readonly StoredRow[]> {
  let after: RowPlace | undefined;
  for (;;) {
    const page: readonly StoredRow[] = await usage.following(range, after, rowsAtOnce);
    if (page.length > 0) yield page;
    after = page.at(-1);
    if (page.length < rowsAtOnce || !after) return;
  }
}

type Cell = string | number | boolean | undefined;

/** What stands in a column. Unknown is empty, never 0. */
const columns: Readonly<Record<string, (row: StoredRow) => Cell>> = {
  time: ({ at }) => timeOf(at),
  window: ({ source }) => source,
  workspace: ({ workspace }) => workspace,
  conversation: ({ conversation }) => conversation,
  task: ({ task }) => task,
  model: ({ model }) => model,
  served_model: ({ servedModel }) => servedModel,
  service_tier: ({ serviceTier }) => serviceTier,
  key: ({ keyLabel }) => keyLabel,
  input_tokens: ({ usage }) => usage.input.fresh,
  cache_read_tokens: ({ usage }) => usage.input.cacheRead,
  cache_write_5m_tokens: ({ usage }) => usage.input.cacheWrite5m,
  cache_write_1h_tokens: ({ usage }) => usage.input.cacheWrite1h,
  output_tokens: ({ usage }) => usage.output.text,
  reasoning_tokens: ({ usage }) => usage.output.reasoning,
  cost_usd: ({ cost }) => (cost.provenance === 'unknown' ? undefined : cost.amount),
  cost_from: ({ cost }) => cost.provenance,
  price_entry: ({ cost }) => ('entry' in cost ? cost.entry : undefined),
  table_cost_usd: ({ tableCost }) => tableCost,
  wasted: ({ wasted }) => wasted,
  milliseconds: ({ milliseconds }) => milliseconds,
  first_token_milliseconds: ({ firstTokenMilliseconds }) => firstTokenMilliseconds,
  finish: ({ finish }) => finish,
  finish_raw: ({ finishRaw }) => finishRaw,
  error: ({ error }) => error,
  response_id: ({ responseId }) => responseId,
};

/** CSV as RFC 4180 has it, in pieces. No cell of it is a formula to a spreadsheet. */
export async function* csvOf(pages: AsyncIterable<readonly StoredRow[]>): AsyncIterable<string> {
  yield lineOf(Object.keys(columns));
  for await (const page of pages) yield page.map((row) => lineOf(Object.values(columns).map((column) => column(row)))).join('');
}

/** One JSON array with an object per row, in pieces. What is not known is left out. */
export async function* jsonOf(pages: AsyncIterable<readonly StoredRow[]>): AsyncIterable<string> {
  let separator = '[\n';
  for await (const page of pages) {
    yield separator + page.map((row) => JSON.stringify(Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column(row)])))).join(',\n');
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

function lineOf(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A text that a spreadsheet would calculate gets an apostrophe in front, which shows it as it is. */
function csvCell(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return plainNumber(cell);
  const text = typeof cell === 'boolean' ? String(cell) : /^[\s]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Never with an exponent, which some readers take for text. */
function plainNumber(value: number): string {
  const short = String(value);
  return short.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : short;
}

function timeOf(at: number): string {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : '';
}
