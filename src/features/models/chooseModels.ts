// Lets a person choose models for one question, without making them the ones that are used from then on.

import { type QuickPick, QuickPickItemKind, window } from 'vscode';
import { type ModelItem, modelItems } from './modelItems.ts';
import { groupsOf, typedItem } from './pickModel.ts';
import type { ModelsPorts } from './ports.ts';

/** What is chosen, and how it is asked for. */
export interface ModelWish {
  readonly title: string;
  readonly placeholder: string;
  /** How many at most; with more than one there are boxes to tick. */
  readonly most: number;
  /** These are not offered. */
  readonly except: readonly string[];
  /** A line about a model: what it may cost. */
  readonly detail?: (reference: string) => string | undefined;
}

/** Undefined when the person thought better of it. */
export async function chooseModels(ports: ModelsPorts, wish: ModelWish): Promise<readonly string[] | undefined> {
  await ports.prices.ready();
  const picker = window.createQuickPick<ModelItem>();
  picker.title = wish.title;
  picker.placeholder = wish.placeholder;
  picker.matchOnDescription = true;
  picker.canSelectMany = wish.most > 1;
  let known = await itemsOf(ports, wish, false);
  let open = true;
  const draw = (): void => {
    if (wish.most > 1) {
      const ticked = new Set(picker.selectedItems.map(({ reference }) => reference));
      picker.items = known.map((item) => ({ ...item, picked: item.reference !== undefined && ticked.has(item.reference) }));
      return;
    }
    const typed = typedItem(picker.value, known);
    picker.items = typed ? [...known, typed] : known;
  };
  draw();
  picker.busy = true;
  const refresh = async (): Promise<void> => {
    known = await itemsOf(ports, wish, true).catch(() => known);
    if (!open) return;
    draw();
    picker.busy = false;
  };
  void refresh();
  return new Promise((resolve) => {
    if (wish.most === 1) picker.onDidChangeValue(draw);
    keepWithin(picker, wish.most);
    picker.onDidAccept(() => {
      const items = wish.most > 1 ? picker.selectedItems : picker.activeItems;
      const chosen = items.flatMap(({ reference }) => reference ?? []);
      if (chosen.length === 0) return;
      resolve(chosen);
      picker.hide();
    });
    picker.onDidHide(() => {
      open = false;
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

/** One tick too many takes the oldest away. */
function keepWithin(picker: QuickPick<ModelItem>, most: number): void {
  let order: readonly ModelItem[] = [];
  picker.onDidChangeSelection((selected) => {
    if (!picker.canSelectMany) return;
    order = [...order.filter((item) => selected.includes(item)), ...selected.filter((item) => !order.includes(item))].slice(-most);
    if (order.length < selected.length) picker.selectedItems = order;
  });
}

async function itemsOf(ports: ModelsPorts, { except, detail }: ModelWish, ask: boolean): Promise<readonly ModelItem[]> {
  const items = modelItems((await groupsOf(ports, ask)).filter(({ ready }) => ready), ports.model().reference, ports.prices, ports.settings.get('parley.routes'));
  return items
    .filter(({ reference }) => reference === undefined || !except.includes(reference))
    .filter(({ kind }, index, all) => kind !== QuickPickItemKind.Separator || (all[index + 1]?.kind ?? kind) !== QuickPickItemKind.Separator)
    .map((item) => {
      const line = item.reference === undefined ? undefined : detail?.(item.reference);
      return line === undefined ? item : { ...item, detail: line };
    });
}
