// Compares what a provider says was spent with what the ledger says, per UTC day and model.

import { providerIn } from '../../model/modelRef.ts';
import type { DayUsage } from '../usageQuery.ts';
import { modelKey } from './cells.ts';
import { addSpent, type Spent, type SpentOnModel, type UsageExport } from './usageExport.ts';

/** How far the two are apart. `percent` is of theirs; undefined where theirs is 0. */
export interface Drift {
  readonly ours: number;
  readonly theirs: number;
  readonly absolute: number;
  readonly percent: number | undefined;
}

/** `here` and `there` say who knows of it at all. */
export interface ReconciledLine {
  readonly day: number;
  readonly model: string;
  readonly known: 'both' | 'here' | 'there';
  /** Undefined where one side does not tell. */
  readonly cost: Drift | undefined;
  readonly tokens: Drift | undefined;
  /** Some of our attempts have no known cost: ours is a lower bound. */
  readonly atLeast: boolean;
}

export interface Reconciliation {
  readonly format: string;
  /** The newest day first, within a day the largest drift first. */
  readonly lines: readonly ReconciledLine[];
  readonly total: { readonly cost: Drift | undefined; readonly tokens: Drift | undefined; readonly atLeast: boolean };
  readonly passedOver: UsageExport['passedOver'];
}

interface Side extends Spent {
  readonly name: string;
  readonly atLeast?: boolean;
}

/** The UTC days an export is about, to ask the ledger for. Days far apart leave the ones between out. */
export function daysOf({ spent }: UsageExport): { readonly from: number; readonly to: number }[] {
  return [...new Set(spent.map(({ day }) => day))].toSorted((a, b) => a - b).map((day) => ({ from: day, to: day + 86_400_000 }));
}

/** `ours` is the ledger by model, for the days of `daysOf`. Only the export's own providers are compared. */
export function reconcile(theirs: UsageExport, ours: readonly DayUsage[]): Reconciliation {
  const there = new Map(theirs.spent.map((one) => [keyOf(one.day, one.model), one]));
  const here = new Map<string, Side & { readonly day: number; readonly model: string }>();
  for (const { day, slices } of ours) {
    for (const { value, sums } of slices) {
      if (!theirs.providers.includes(providerIn(value))) continue;
      const model = modelKey(value);
      const { input, output } = sums;
      const known = { cost: sums.cost.amount, input: input.fresh + input.cacheRead + input.cacheWrite5m + input.cacheWrite1h, output: output.text + output.reasoning };
      const before = here.get(keyOf(day.from, model));
      here.set(keyOf(day.from, model), { day: day.from, model, name: value, ...(before ? addSpent(before, known) : known), atLeast: !sums.cost.complete || before?.atLeast === true });
    }
  }
  const lines = [...new Set([...there.keys(), ...here.keys()])].map((key) => lineOf(theirs, there.get(key), here.get(key)));
  return {
    format: theirs.format,
    lines: lines.toSorted((a, b) => b.day - a.day || Math.abs(b.cost?.absolute ?? b.tokens?.absolute ?? 0) - Math.abs(a.cost?.absolute ?? a.tokens?.absolute ?? 0)),
    total: { cost: total(lines.map(({ cost }) => cost)), tokens: total(lines.map(({ tokens }) => tokens)), atLeast: lines.some(({ atLeast }) => atLeast) },
    passedOver: theirs.passedOver,
  };
}

function keyOf(day: number, model: string): string {
  return `${day} ${model}`;
}

function lineOf({ tells }: UsageExport, theirs: SpentOnModel | undefined, ours: (Side & { readonly day: number }) | undefined): ReconciledLine {
  return {
    day: ours?.day ?? theirs?.day ?? 0,
    model: ours?.name ?? theirs?.name ?? '',
    known: ours && theirs ? 'both' : ours ? 'here' : 'there',
    cost: tells.cost ? driftOf(ours?.cost ?? 0, theirs ? theirs.cost : 0) : undefined,
    tokens: tells.tokens ? driftOf((ours?.input ?? 0) + (ours?.output ?? 0), theirs ? addUp(theirs) : 0) : undefined,
    atLeast: ours?.atLeast === true,
  };
}

function addUp({ input, output }: Spent): number | undefined {
  return input === undefined && output === undefined ? undefined : (input ?? 0) + (output ?? 0);
}

/** Sums are kept free of the dust of binary fractions: to a picodollar. */
function driftOf(ours: number, theirs: number | undefined): Drift | undefined {
  if (theirs === undefined) return undefined;
  const absolute = Math.round((ours - theirs) * 1e12) / 1e12;
  return { ours, theirs, absolute, percent: theirs === 0 ? undefined : (absolute / theirs) * 100 };
}

function total(drifts: readonly (Drift | undefined)[]): Drift | undefined {
  const told = drifts.filter((drift) => drift !== undefined);
  if (told.length === 0) return undefined;
  return driftOf(told.reduce((sum, { ours }) => sum + ours, 0), told.reduce((sum, { theirs }) => sum + theirs, 0));
}
