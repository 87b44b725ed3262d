// Which models to compare with: chosen from a list that is grouped by tier, and remembered.

import { QuickPickItemKind, type QuickPickItem, window } from 'vscode';
import { localize } from '../../../core/base/localize.ts';
import { type PriceEntry, ratesAt } from '../../../core/money/price.ts';
import { blendedRate, qualities, qualityOf } from '../../../core/money/quality.ts';
import { notify } from '../../../host/notify.ts';
import type { DashboardPorts } from './ports.ts';

export interface ChosenModels {
  /** What was chosen, or what is likely to be meant. */
  readonly get: () => Promise<readonly string[]>;
  /** False when nothing was chosen. */
  readonly choose: () => Promise<boolean>;
}

const memory = 'parley.usage.comparedModels';

/** More make no table that people read. */
const mostModels = 12;

export function createChosenModels({ context, prices, models, likely, clock }: DashboardPorts): ChosenModels {
  async function get(): Promise<readonly string[]> {
    const kept: unknown = context.globalState.get(memory);
    const own = Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string').slice(0, mostModels) : [];
    return own.length > 0 ? own : (await likely()).slice(0, mostModels);
  }
  return {
    get,
    async choose() {
      await prices.ready();
      const chosen = await get();
      const known = [...new Set([...chosen, ...(await models())])].map((reference) => ({ reference, entry: prices.find({ asked: reference }) }));
      const picked = await window.showQuickPick(itemsOf(known, new Set(chosen), clock.now()), {
        title: localize('Compare Costs With'),
        placeHolder: localize('Up to {0} models; prices are USD for a million tokens', mostModels),
        canPickMany: true,
        matchOnDescription: true,
      });
      if (!picked || picked.length === 0) return false;
      if (picked.length > mostModels) void notify('info', localize('{0} models were chosen; the first {1} are compared.', picked.length, mostModels));
      await context.globalState.update(memory, picked.slice(0, mostModels).map(({ label }) => label));
      return true;
    },
  };
}

interface Priced {
  readonly reference: string;
  readonly entry: PriceEntry | undefined;
}

/** The chosen ones first, then each tier from the cheapest on. */
function itemsOf(known: readonly Priced[], chosen: ReadonlySet<string>, now: number): QuickPickItem[] {
  const rated = known.map(({ reference, entry }) => ({ reference, rates: entry && ratesAt(entry, now, 0)?.rates }));
  const item = ({ reference, rates }: (typeof rated)[number]): QuickPickItem => ({
    label: reference,
    description: rates ? `$${rates.input} in, $${rates.output} out` : 'no known price',
    picked: chosen.has(reference),
  });
  const group = (label: string, members: typeof rated): QuickPickItem[] => (members.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...members.map(item)]);
  const others = rated.filter(({ reference }) => !chosen.has(reference));
  return [
    ...group('chosen', rated.filter(({ reference }) => chosen.has(reference))),
    ...qualities.flatMap(({ name }) => group(name, others
      .filter(({ rates }) => rates && qualityOf(rates) === name)
      .toSorted((a, b) => (a.rates ? blendedRate(a.rates) : 0) - (b.rates ? blendedRate(b.rates) : 0)))),
  ];
}
