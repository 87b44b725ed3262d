// The model picker: what is ready first, what needs a key after it, and any name that is typed.

import { commands, QuickInputButtons, ThemeIcon, window } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import { LlmError } from '../../core/model/llmError.ts';
import { formatModelRef, parseModelRef } from '../../core/model/modelRef.ts';
import { planOf } from '../../core/pipeline/routes/plan.ts';
import { isUsable } from '../../host/modelChoice.ts';
import { notify } from '../../host/notify.ts';
import { type ModelGroup, type ModelItem, modelItems } from './modelItems.ts';
import type { ModelsPorts } from './ports.ts';

/** Lets a person choose; a model whose provider lacks a key asks for that next. */
export async function pickModel(ports: ModelsPorts): Promise<void> {
  const reference = await chooseReference(ports);
  if (reference !== undefined) await useModel(ports, reference);
}

/** Makes a model the chosen one, after checking that it can be meant. */
export async function useModel({ settings, providers, keys }: ModelsPorts, reference: string): Promise<void> {
  let target;
  try {
    const [first] = planOf(reference, settings.get('parley.routes')).candidates;
    target = providers.resolve(first?.model ?? reference);
  } catch (failure) {
    if (!(failure instanceof LlmError)) throw failure;
    return notify('warning', failure.message);
  }
  await settings.set('parley.model', reference);
  const { configured } = target;
  if (configured.provider.key.use === 'required' && (await keys.where(configured)) === 'none') {
    await commands.executeCommand('parley.keys.manage', configured.id);
  }
}

async function chooseReference(ports: ModelsPorts): Promise<string | undefined> {
  const current = ports.model().reference;
  await ports.prices.ready();
  const routes = ports.settings.get('parley.routes');
  let known = modelItems(await groupsOf(ports, false), current, ports.prices, routes);
  const picker = window.createQuickPick<ModelItem>();
  picker.title = localize('Switch Model');
  picker.placeholder = localize('Choose a model, or type provider/model');
  picker.matchOnDescription = true;
  picker.items = known;
  picker.buttons = [{ iconPath: new ThemeIcon('key'), tooltip: localize('Manage keys') }];
  picker.activeItems = known.filter((item) => item.reference === current);
  const draw = (): void => {
    const typed = typedItem(picker.value, known);
    picker.items = typed ? [...known, typed] : known;
  };
  let open = true;
  picker.busy = true;
  let looking = false;
  let isStale = false;
  // One look at a time: while extensions start, the lists change many times in a row.
  const refresh = async (): Promise<void> => {
    isStale = true;
    if (looking) return;
    looking = true;
    while (isStale) {
      isStale = false;
      const groups = await groupsOf(ports, true);
      if (!open) return;
      redraw(groups);
    }
    looking = false;
    picker.busy = false;
  };
  const redraw = (groups: readonly ModelGroup[]): void => {
    known = modelItems(groups, current, ports.prices, routes);
    const [active] = picker.activeItems;
    draw();
    const again = active?.reference === undefined ? [] : picker.items.filter((item) => item.reference === active.reference);
    if (again.length > 0) picker.activeItems = again;
  };
  void refresh();
  const changes = ports.onDidChangeLists(() => void refresh());
  return new Promise((resolve) => {
    picker.onDidChangeValue(draw);
    picker.onDidTriggerButton((button) => {
      if (button === QuickInputButtons.Back) return;
      picker.hide();
      void commands.executeCommand('parley.keys.manage');
    });
    picker.onDidAccept(() => {
      const reference = picker.activeItems[0]?.reference ?? typedItem(picker.value, [])?.reference;
      if (reference === undefined) return;
      resolve(reference);
      picker.hide();
    });
    picker.onDidHide(() => {
      open = false;
      changes.dispose();
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

/** Any typed reference is accepted: nobody's list is complete. */
export function typedItem(value: string, known: readonly ModelItem[]): ModelItem | undefined {
  const parsed = parseModelRef(value);
  if (!parsed) return undefined;
  const reference = formatModelRef(parsed);
  if (known.some((item) => item.reference === reference)) return undefined;
  return { label: reference, description: localize('use this name'), reference, alwaysShow: true };
}

/** What is known at once, and what the providers say when they are asked. Those without keys have models or show nothing. */
export async function groupsOf({ providers, keys, lists, findLocal }: ModelsPorts, ask: boolean): Promise<readonly ModelGroup[]> {
  const local = ask ? await findLocal() : [];
  return Promise.all(providers.all().map(async (configured) => {
    const { provider } = configured;
    const here = local.find((server) => server.provider === configured.id);
    const isKeyless = provider.key.use === 'none';
    const usable = isKeyless || (!provider.free && (await isUsable(configured, keys)));
    const listed = here?.models ?? (ask && usable ? await lists.list(configured) : []);
    return { configured, ready: usable || here !== undefined, listed };
  }));
}
