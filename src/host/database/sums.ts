// The sums beside the ledger: what is kept, and how a row of the ledger counts in it.
//
// One insert into the ledger moves every sum, by a trigger and so in the same transaction, whoever inserts. The same
// definitions build the sums anew from the rows. They are part of step 2 of the migrations: a change needs a new step.

/** The unit that days are put together from: every time zone is whole quarters of an hour off UTC, summer time too. */
export const quarter = 15 * 60_000;
export const day = 86_400_000;

/** An expression over a row of the ledger, whose columns have a prefix within a trigger. */
type Expression = (row: string) => string;

/** One sum that a row counts in. */
export interface Sum {
  readonly table: string;
  readonly keys: Readonly<Record<string, Expression>>;
  readonly measures: Readonly<Record<string, Expression>>;
  readonly where: Expression;
}

const orZero = (column: string): Expression => (row) => `coalesce(${row}${column}, 0)`;
const told: Expression = (row) => `coalesce(${row}output_text, ${row}output_reasoning) IS NOT NULL`;

/** Money is in whole picodollars, a millionth of a millionth: integers add up exactly. */
export const measures = {
  attempts: () => '1',
  failed: (row) => `${row}error IS NOT NULL`,
  wasted: (row) => `${row}wasted`,
  unpriced: (row) => `${row}cost_pico IS NULL`,
  estimated: (row) => `${row}provenance = 'estimated'`,
  untold: (row) => `NOT ${told(row)}`,
  cost_pico: orZero('cost_pico'),
  wasted_pico: (row) => `iif(${row}wasted, coalesce(${row}cost_pico, 0), 0)`,
  input_fresh: orZero('input_fresh'),
  cache_read: orZero('cache_read'),
  cache_write_5m: orZero('cache_write_5m'),
  cache_write_1h: orZero('cache_write_1h'),
  output_text: orZero('output_text'),
  output_reasoning: orZero('output_reasoning'),
  milliseconds: (row) => `${row}milliseconds`,
  told_milliseconds: (row) => `iif(${told(row)}, ${row}milliseconds, 0)`,
} as const satisfies Readonly<Record<string, Expression>>;

export type Measure = keyof typeof measures;

const always: Expression = () => 'true';
const startOf = (span: number): Expression => (row) => `${row}at - ${row}at % ${span}`;
const column = (name: string): Expression => (row) => `${row}${name}`;
const workspace: Expression = (row) => `coalesce(${row}workspace, '')`;

const byDay = (dimension: string, value: Expression, where: Expression = always): Sum => ({
  table: 'usage_day',
  keys: { dimension: () => `'${dimension}'`, start: startOf(day), value },
  measures,
  where,
});

/** Only whole answers count: how long it took until something broke is no latency. */
const latency = (kind: string, milliseconds: string): Sum => ({
  table: 'latency_day',
  keys: {
    start: startOf(day),
    model: column('model'),
    kind: () => `'${kind}'`,
    step: (row) => `(SELECT max(step) FROM latency_step WHERE step <= ${row}${milliseconds})`,
  },
  measures: { attempts: () => '1' },
  where: (row) => `${row}${milliseconds} >= 0 AND NOT ${row}wasted AND ${row}error IS NULL`,
});

/** Everything that is summed. Two sums may share a table. */
export const sums: readonly Sum[] = [
  {
    table: 'usage_quarter',
    keys: { start: startOf(quarter), model: column('model'), task: column('task'), workspace },
    measures,
    where: always,
  },
  byDay('model', column('model')),
  byDay('task', column('task')),
  byDay('workspace', workspace),
  byDay('conversation', column('conversation'), (row) => `${row}conversation IS NOT NULL`),
  latency('whole', 'milliseconds'),
  latency('first', 'first_token_ms'),
];

/** The tables, and the widest span of time one of their rows stands for. */
export const sumTables = [...new Set(sums.map(({ table }) => table))];

/** A sum of money stops growing before SQLite would give up the integer for it. */
const mostPico = '9000000000000000000';

/** What the trigger does for one sum. */
export function addRow({ table, keys, measures: added, where }: Sum): string {
  const values = [...Object.values(keys), ...Object.values(added)].map((expression) => expression('new.'));
  const grown = Object.keys(added).map((name) => (name.endsWith('_pico') ? `${name} = min(${mostPico}, ${name} + excluded.${name})` : `${name} = ${name} + excluded.${name}`));
  return `INSERT INTO ${table} (${columnsOf(keys, added)}) SELECT ${values.join(', ')} WHERE ${where('new.')} ON CONFLICT DO UPDATE SET ${grown.join(', ')};`;
}

/** The rows of a sum as the ledger has them, from an instant up to another: the two parameters. */
export function selectSum({ keys, measures: added, where }: Sum): string {
  const columns = [
    ...Object.entries(keys).map(([name, expression]) => `${expression('')} AS ${name}`),
    ...Object.entries(added).map(([name, expression]) => `sum(${expression('')}) AS ${name}`),
  ];
  return `SELECT ${columns.join(', ')} FROM ledger WHERE at >= ? AND at < ? AND ${where('')} GROUP BY ${Object.keys(keys).map((_, index) => index + 1).join(', ')}`;
}

export function insertSum(sum: Sum): string {
  return `INSERT INTO ${sum.table} (${columnsOf(sum.keys, sum.measures)}) ${selectSum(sum)}`;
}

function columnsOf(keys: Sum['keys'], added: Sum['measures']): string {
  return [...Object.keys(keys), ...Object.keys(added)].join(', ');
}

/** The step that brings the sums into a database that has only the ledger of step 1. */
export const sumsStep = `
  ALTER TABLE ledger ADD COLUMN conversation TEXT;
  ALTER TABLE ledger ADD COLUMN key_label TEXT;
  ALTER TABLE ledger ADD COLUMN service_tier TEXT;
  ALTER TABLE ledger ADD COLUMN table_cost REAL;
  ALTER TABLE ledger ADD COLUMN first_token_ms INTEGER;
  ALTER TABLE ledger ADD COLUMN finish_raw TEXT;
  ALTER TABLE ledger ADD COLUMN provider TEXT AS (substr(model, 1, max(0, instr(model, '/') - 1))) VIRTUAL;
  ALTER TABLE ledger ADD COLUMN cost_pico INTEGER AS (iif(cost BETWEEN 0 AND 10000, CAST(round(cost * 1000000000000) AS INTEGER), NULL)) VIRTUAL;
  CREATE TABLE latency_step (step INTEGER PRIMARY KEY) STRICT;
  WITH RECURSIVE steps (step) AS (SELECT 0 UNION ALL SELECT max(10, step + 1, step * 11 / 10) FROM steps WHERE step < 3600000)
    INSERT INTO latency_step SELECT step FROM steps;
  CREATE TABLE latency_day (
    start INTEGER NOT NULL, model TEXT NOT NULL, kind TEXT NOT NULL, step INTEGER NOT NULL, attempts INTEGER NOT NULL,
    PRIMARY KEY (start, model, kind, step)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE usage_quarter (
    start INTEGER NOT NULL, model TEXT NOT NULL, task TEXT NOT NULL, workspace TEXT NOT NULL,
    ${Object.keys(measures).map((name) => `${name} INTEGER NOT NULL`).join(', ')},
    PRIMARY KEY (start, model, task, workspace)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE usage_day (
    dimension TEXT NOT NULL, start INTEGER NOT NULL, value TEXT NOT NULL,
    ${Object.keys(measures).map((name) => `${name} INTEGER NOT NULL`).join(', ')},
    PRIMARY KEY (dimension, start, value)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX usage_by_conversation ON usage_day (value) WHERE dimension = 'conversation';
  CREATE TABLE ledger_purge (before INTEGER NOT NULL) STRICT;
  INSERT INTO ledger_purge VALUES (0);
  CREATE TRIGGER ledger_sums AFTER INSERT ON ledger BEGIN
    ${sums.map(addRow).join('\n    ')}
  END;
  CREATE TRIGGER ledger_is_append_only BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'The ledger is append-only.'); END;
  ${sums.map((sum) => `${insertSum(sum).replace('?', '0').replace('?', '9223372036854775807')};`).join('\n  ')}`;
