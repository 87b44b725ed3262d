// The way to old conversations: a list that is searched while one types, narrowed by filters, with what can be done to each.

import { commands, type QuickInputButton, type QuickPick, type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import type { Clock } from '../../core/base/clock.ts';
import { DisposableStore, type Disposable } from '../../core/base/disposable.ts';
import type { Card, ConversationStore, Wish } from '../../core/conversation/store.ts';
import type { Places } from '../../core/conversation/places.ts';
import type { Shown } from '../../core/conversation/shown.ts';
import { notify } from '../../host/notify.ts';
import { focusChat } from '../../tables/commands.ts';
import { exportConversation, type ExchangePorts } from './exchange.ts';
import { filterGroups, type Filters, filterWords, wishOf } from './filters.ts';
import { groupWords, historyItem } from './historyItems.ts';
import { rename } from './rename.ts';

export interface PickPorts extends Pick<ExchangePorts, 'workspace'> {
  readonly store: Pick<ConversationStore, 'list' | 'change'> & ExchangePorts['store'];
  readonly places: Pick<Places, 'open' | 'openNew'>;
  readonly shown: Pick<Shown, 'session'>;
  readonly clock: Clock;
}

interface Item extends QuickPickItem {
  readonly card?: Card;
  /** Leads to those that follow. */
  readonly more?: string;
}

const atOnce = 50;
const pause = 120;

/** Which of them are listed. */
const shelves = {
  current: { wish: {}, title: () => localize('Conversations') },
  archived: { wish: { archived: true }, title: () => localize('Archived Conversations') },
  deleted: { wish: { deleted: true }, title: () => localize('Deleted Conversations') },
} as const satisfies Readonly<Record<string, { readonly wish: Wish; readonly title: () => string }>>;
type Shelf = keyof typeof shelves;

/** Where somebody is in the list: what is open in between closes it, and afterwards it is there again. */
interface Standing {
  readonly shelf: Shelf;
  readonly filters: Filters;
  readonly words: string;
}

/** What the keyboard does to the line that is chosen. */
export interface Listed {
  readonly rename: () => void;
  readonly remove: () => void;
}

/** Opens the list; `onDidList` hears when it is there, and when it is gone. */
export function pickConversation(ports: PickPorts, onDidList: (listed: Listed | undefined) => void, standing: Standing = { shelf: 'current', filters: {}, words: '' }): void {
  const { store, shown, clock } = ports;
  const open = new DisposableStore();
  const picker: QuickPick<Item> = open.add(window.createQuickPick<Item>());
  const button = (icon: string, tooltip: string): QuickInputButton => ({ iconPath: new ThemeIcon(icon), tooltip });
  const buttons = {
    rename: button('edit', localize('Rename')),
    pin: button('pin', localize('Pin')),
    unpin: button('pinned', localize('Unpin')),
    archive: button('archive', localize('Archive')),
    export: button('export', localize('Export')),
    unarchive: button('discard', localize('Bring Back')),
    delete: button('trash', localize('Delete')),
  };
  const shelfButtons: Readonly<Record<Shelf, QuickInputButton>> = {
    current: button('comment-discussion', localize('Show conversations')),
    archived: button('archive', localize('Show archived ones')),
    deleted: button('trash', localize('Show deleted ones')),
  };
  const filterButton = button('filter', localize('Filter'));
  let { shelf } = standing;
  const { filters } = standing;
  let items: readonly Item[] = [];
  let newest = 0;
  let timer: Disposable | undefined;

  function itemOf(card: Card): Item {
    const kept = card.deleted === undefined;
    const own = kept ? [buttons.rename, card.pinned ? buttons.unpin : buttons.pin, card.archived ? buttons.unarchive : buttons.archive, buttons.export, buttons.delete] : [buttons.unarchive];
    // The database has searched already; the list must not do so again.
    return { ...historyItem(card, clock.now(), shown.session.id), alwaysShow: true, buttons: own, card };
  }

  async function look(after?: string): Promise<void> {
    const mine = ++newest;
    picker.busy = true;
    try {
      const { cards, next } = await store.list({ ...wishOf(filters, clock.now(), ports.workspace()), ...shelves[shelf].wish, words: picker.value }, atOnce, after);
      if (mine !== newest) return;
      items = [...(after === undefined ? [] : items.filter(({ more }) => more === undefined)), ...cards.filter(({ id }) => after === undefined || !items.some(({ card }) => card?.id === id)).map(itemOf), ...(next === undefined ? [] : [{ label: localize('Show more'), alwaysShow: true, more: next }])];
      // By words the best stands first, whenever it was.
      picker.items = items.length === 0 ? [{ label: nothingWords(), alwaysShow: true }] : picker.value.trim() === '' ? grouped() : items;
    } catch (failure) {
      if (mine === newest) picker.items = [{ label: failure instanceof Error ? failure.message : String(failure), alwaysShow: true }];
    } finally {
      if (mine === newest) picker.busy = false;
    }
  }

  const nothingWords = (): string => (picker.value.trim() === '' && filterWords(filters).length === 0 ? localize('No conversations here yet') : localize('Nothing found'));

  function grouped(): readonly Item[] {
    let last: string | undefined;
    return items.flatMap((item) => {
      const group = item.card && groupWords(item.card, clock.now());
      const heading = group !== undefined && group !== last ? [{ label: group, kind: QuickPickItemKind.Separator }] : [];
      last = group ?? last;
      return [...heading, item];
    });
  }

  /** Does what closes the list, and opens it again where it was. */
  async function between(work: () => Promise<Filters>): Promise<void> {
    const { value } = picker;
    pickConversation(ports, onDidList, { shelf, words: value, filters: await work() });
  }

  const renaming = (card: Card): Promise<void> => between(async () => rename(store, card).then(() => filters));

  function turnTo(next: Shelf): void {
    shelf = next;
    picker.title = [shelves[next].title(), ...filterWords(filters)].join(' · ');
    picker.buttons = [filterButton, ...(Object.keys(shelves) as Shelf[]).filter((one) => one !== next).map((one) => shelfButtons[one])];
    void look();
  }

  async function press(pressed: QuickInputButton, card: Card): Promise<void> {
    if (pressed === buttons.rename) return renaming(card);
    if (pressed === buttons.export) return exportConversation(ports, card.id);
    if (pressed === buttons.pin || pressed === buttons.unpin) await store.change(card.id, { pinned: !card.pinned });
    if (pressed === buttons.archive) await store.change(card.id, { archived: true });
    if (pressed === buttons.unarchive) await store.change(card.id, card.deleted === undefined ? { archived: false } : { deleted: false });
    if (pressed === buttons.delete) await deleteWithUndo(ports, card);
    await look();
  }

  picker.placeholder = localize('Search all messages');
  open.add(picker.onDidChangeValue(() => {
    timer?.dispose();
    timer = clock.after(pause, () => void look());
  }));
  open.add(picker.onDidTriggerButton((pressed) => pressed === filterButton ? void between(() => chooseFilters(ports, filters)) : turnTo((Object.keys(shelves) as Shelf[]).find((one) => shelfButtons[one] === pressed) ?? 'current')));
  open.add(picker.onDidTriggerItemButton(({ button: pressed, item }) => item.card && void press(pressed, item.card)));
  open.add(picker.onDidAccept(() => {
    const [chosen] = picker.selectedItems;
    if (!chosen || (chosen.more === undefined && !chosen.card)) return;
    if (chosen.more !== undefined) return void look(chosen.more);
    picker.hide();
    if (chosen.card) void show(ports, chosen.card);
  }));
  open.add(picker.onDidHide(() => {
    newest++;
    timer?.dispose();
    onDidList(undefined);
    open.dispose();
  }));
  const chosenCard = (): Card | undefined => picker.activeItems[0]?.card;
  onDidList({
    rename() {
      const card = chosenCard();
      if (card && card.deleted === undefined) void renaming(card);
    },
    remove() {
      const card = chosenCard();
      if (card && card.deleted === undefined) void press(buttons.delete, card);
    },
  });
  picker.value = standing.words;
  turnTo(shelf);
  picker.show();
}

async function show({ places, store }: PickPorts, { id, deleted }: Card): Promise<void> {
  // Who opens a deleted one wants it back.
  if (deleted !== undefined) await store.change(id, { deleted: false });
  if (!(await places.open(id))) return notify('warning', localize('This conversation is no longer there.'));
  await commands.executeCommand(focusChat);
}

const mostModels = 200;

/** One filter at a time is chosen, or left; what is there already stays. */
async function chooseFilters({ store, workspace }: PickPorts, filters: Filters): Promise<Filters> {
  const { cards } = await store.list({}, mostModels);
  const models = [...new Set(cards.flatMap(({ model }) => model ?? []))].toSorted();
  const items = filterGroups(filters, models, workspace()).flatMap(({ label, choices }) => [
    { label, kind: QuickPickItemKind.Separator, next: filters },
    ...choices.map((choice) => ({ label: choice.label, next: choice.next, ...(choice.chosen && { description: localize('chosen; choose again to leave it') }) })),
  ]);
  const clear = filterWords(filters).length === 0 ? [] : [{ label: localize('Clear all filters'), next: {} }];
  return (await window.showQuickPick([...clear, ...items], { title: localize('Filter Conversations') }))?.next ?? filters;
}

async function deleteWithUndo({ store, places, shown }: PickPorts, { id, title }: Card): Promise<void> {
  await store.change(id, { deleted: true });
  if (shown.session.id === id) places.openNew();
  // Nobody waits until the person has read it.
  void notify('info', localize('"{0}" is deleted.', title), { label: localize('Undo'), run: () => store.change(id, { deleted: false }) });
}
