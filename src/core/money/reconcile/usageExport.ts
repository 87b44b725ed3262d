// Reads a provider's usage export: which format it is, and what it says per UTC day and model.

import { dayIn, modelKey, numberIn } from './cells.ts';
import { readCsv } from './csvReader.ts';
import { type ExportFormat, exportFormats } from './exportFormats.ts';
import { ImportFailed } from './importFailed.ts';

/** What one side says of a model on a UTC day. Undefined: it says nothing of it. */
export interface Spent {
  readonly cost: number | undefined;
  readonly input: number | undefined;
  readonly output: number | undefined;
}

/** One model on one day. `name` is how the file writes it; '' where a row names no model. */
export interface SpentOnModel extends Spent {
  readonly day: number;
  readonly model: string;
  readonly name: string;
}

export interface UsageExport {
  readonly format: string;
  readonly providers: readonly string[];
  /** What the format tells at all. */
  readonly tells: { readonly cost: boolean; readonly tokens: boolean };
  readonly spent: readonly SpentOnModel[];
  /** Rows that could not be used, and why, in words. */
  readonly passedOver: ReadonlyMap<string, number>;
}

const mostSpent = 200_000;
/** Some exports begin with lines about the invoice. */
const mostPreamble = 30;
const dayLength = 86_400_000;

/** Throws ImportFailed with a sentence when the file is no usage export that is known. */
export async function readUsageExport(pieces: AsyncIterable<string> | Iterable<string>): Promise<UsageExport> {
  const spent = new Map<string, SpentOnModel>();
  const passedOver = new Map<string, number>();
  const seen: (readonly string[])[] = [];
  let table: Table | undefined;
  for await (const row of readCsv(pieces)) {
    if (!table) {
      table = tableOf(row);
      seen.push(row);
      if (!table && seen.length >= mostPreamble) break;
      continue;
    }
    const read = readRow(row, table);
    if (typeof read === 'string') passedOver.set(read, (passedOver.get(read) ?? 0) + 1);
    else if (read) add(spent, read);
    if (spent.size > mostSpent) throw new ImportFailed(`The file tells of more than ${mostSpent} models and days. Export a shorter time.`);
  }
  if (!table) throw new ImportFailed(unknownFormat(seen));
  const { label, providers, cost, input } = table.format;
  return { format: label, providers, tells: { cost: cost !== undefined, tokens: input !== undefined }, spent: [...spent.values()], passedOver };
}

interface Table {
  readonly format: ExportFormat;
  /** The cells of some columns: the first that is there, or all that are. */
  readonly first: (names: readonly string[] | undefined, row: readonly string[]) => string | undefined;
  readonly all: (names: readonly string[] | undefined, row: readonly string[]) => readonly string[];
}

function tableOf(header: readonly string[]): Table | undefined {
  const places = new Map(header.map((name, index) => [name.trim().toLowerCase(), index]));
  const format = exportFormats.find(({ known }) => known.every((name) => places.has(name)));
  if (!format) return undefined;
  const all: Table['all'] = (names = [], row) => names.flatMap((name) => row[places.get(name) ?? -1] ?? []);
  return { format, all, first: (names, row) => all(names, row).find((cell) => cell.trim() !== '') };
}

/** What a row says; in words why it cannot be used; undefined when it says nothing, or is about something else. */
function readRow(row: readonly string[], { format, first, all }: Table): SpentOnModel | string | undefined {
  if (format.only && !format.only.matches.test(first([format.only.column], row) ?? '')) return undefined;
  const day = dayIn(first(format.day, row) ?? '');
  const costCell = first(format.cost, row);
  const countCells = [...all(format.input, row), ...all(format.output, row)].filter((cell) => cell.trim() !== '');
  if (costCell === undefined && countCells.length === 0) return undefined;
  if (day === undefined) return 'no day that can be read';
  const end = dayIn(first(format.end, row) ?? '');
  if (end !== undefined && end - day > dayLength) return 'more than one day; export it by day';
  if ((first(format.currency, row) ?? 'usd').trim().toLowerCase() !== 'usd') return 'another currency than USD';
  const cost = costCell === undefined ? undefined : numberIn(costCell);
  const input = sumOf(all(format.input, row));
  const output = sumOf(all(format.output, row));
  if ((costCell !== undefined && cost === undefined) || [cost, input, output].some(Number.isNaN)) return 'an amount that cannot be read';
  const cell = first(format.model, row)?.trim() ?? '';
  const name = (format.modelIn ? format.modelIn.exec(cell)?.[1] : cell)?.trim().slice(0, 200) ?? '';
  return { day, model: modelKey(name), name, cost, input, output };
}

/** NaN when one of them cannot be read. */
function sumOf(cells: readonly string[]): number | undefined {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length === 0 ? undefined : filled.reduce((sum, cell) => sum + (numberIn(cell) ?? Number.NaN), 0);
}

function add(spent: Map<string, SpentOnModel>, next: SpentOnModel): void {
  const key = `${next.day} ${next.model}`;
  const before = spent.get(key);
  spent.set(key, before ? { ...before, ...addSpent(before, next) } : next);
}

/** What is known of both together. */
export function addSpent(one: Spent, other: Spent): Spent {
  const plus = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined ? b : b === undefined ? a : a + b);
  return { cost: plus(one.cost, other.cost), input: plus(one.input, other.input), output: plus(one.output, other.output) };
}

function unknownFormat(seen: readonly (readonly string[])[]): string {
  const widest = seen.reduce<readonly string[]>((best, row) => (row.length > best.length ? row : best), []);
  const columns = widest.slice(0, 12).map((name) => name.trim().slice(0, 40)).join(', ');
  const known = exportFormats.map(({ label }) => label).join(', ');
  return seen.length === 0 ? 'The file is empty.' : `This is no usage export that is known. Columns found: ${columns}${widest.length > 12 ? ', \u2026' : ''}. Known are: ${known}.`;
}
