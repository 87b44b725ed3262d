// The model picker: what is ready first, what needs a key after it, and any name that is typed.

import { commands, QuickInputButtons, type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import { LlmError } from '../../core/model/llmError.ts';
import { formatModelRef, parseModelRef } from '../../core/model/modelRef.ts';
import { createPriceBook } from '../../core/money/price.ts';
import { priceList } from '../../core/money/priceList.ts';
import type { ConfiguredProvider, ProviderDirectory } from '../../core/providers/directory.ts';
import { isUsable } from '../../host/modelChoice.ts';
import type { Keys } from '../../host/keys.ts';
import { notify } from '../../host/notify.ts';
import type { ModelsPorts } from './ports.ts';

interface ModelItem extends QuickPickItem {
  readonly reference?: string;
}

/** Lets a person choose; a model whose provider lacks a key asks for that next. */
export async function pickModel(ports: ModelsPorts): Promise<void> {
  const reference = await chooseReference(ports);
  if (reference !== undefined) await useModel(ports, reference);
}

/** Makes a model the chosen one, after checking that it can be meant. */
export async function useModel({ settings, providers, keys }: ModelsPorts, reference: string): Promise<void> {
  let target;
  try {
    target = providers.resolve(reference);
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

async function chooseReference({ providers, keys, model }: ModelsPorts): Promise<string | undefined> {
  const known = await modelItems(providers, keys, model().reference);
  const picker = window.createQuickPick<ModelItem>();
  picker.title = 'Switch Model';
  picker.placeholder = 'Choose a model, or type provider/model';
  picker.matchOnDescription = true;
  picker.items = known;
  picker.buttons = [{ iconPath: new ThemeIcon('key'), tooltip: 'Manage keys' }];
  picker.activeItems = known.filter((item) => item.reference === model().reference);
  return new Promise((resolve) => {
    picker.onDidChangeValue((value) => {
      const typed = typedItem(value, known);
      picker.items = typed ? [...known, typed] : known;
    });
    picker.onDidTriggerButton((button) => {
      if (button === QuickInputButtons.Back) return;
      picker.hide();
      void commands.executeCommand('parley.keys.manage');
    });
    picker.onDidAccept(() => {
      const [chosen] = picker.activeItems;
      resolve(chosen?.reference);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

/** Any typed reference is accepted: nobody's list is complete. */
function typedItem(value: string, known: readonly ModelItem[]): ModelItem | undefined {
  const parsed = parseModelRef(value);
  if (!parsed) return undefined;
  const reference = formatModelRef(parsed);
  if (known.some((item) => item.reference === reference)) return undefined;
  return { label: reference, description: 'use this name', reference, alwaysShow: true };
}

async function modelItems(providers: ProviderDirectory, keys: Keys, current: string): Promise<readonly ModelItem[]> {
  const prices = createPriceBook(priceList);
  const groups = await Promise.all(providers.all().map(async (configured) => ({ configured, ready: configured.provider.free || (await isUsable(configured, keys)) })));
  const ordered = [...groups.filter(({ ready }) => ready), ...groups.filter(({ ready }) => !ready)];
  const items = ordered.flatMap(({ configured, ready }): ModelItem[] => {
    if (configured.models.length === 0) return [];
    const separator: ModelItem = { label: ready ? configured.label : `${configured.label} (needs a key)`, kind: QuickPickItemKind.Separator };
    return [separator, ...configured.models.map((name) => modelItem(configured, name, current, prices))];
  });
  const listed = items.some((item) => item.reference === current);
  return listed || current === '' ? items : [{ label: current, description: 'in use', reference: current }, ...items];
}

function modelItem(configured: ConfiguredProvider, name: string, current: string, prices: ReturnType<typeof createPriceBook>): ModelItem {
  const reference = formatModelRef({ provider: configured.id, model: name });
  const entry = prices.find({ asked: reference });
  const price = configured.provider.badge ?? (entry && `$${entry.rates.input} in, $${entry.rates.output} out per million tokens`);
  return { label: reference, description: [reference === current ? 'in use' : undefined, price].filter(Boolean).join(' \u00b7 '), reference };
}
