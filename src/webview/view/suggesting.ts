// Suggestions while `@` or `/` is typed: when there are some, which is chosen, and what choosing writes.

import { batch, signal, type Signal } from '@preact/signals';
import type { SuggestionKind, SuggestionView } from '../../shared/composerProtocol.ts';
import type { Actions } from '../host/connection.ts';
import type { PageState } from '../state/pageState.ts';
import { words } from '../words.ts';

/** The piece of the message that is being completed. */
export interface Trigger {
  readonly kind: SuggestionKind;
  readonly start: number;
  readonly end: number;
  readonly query: string;
}

/** Undefined where nothing is completed. */
export function triggerAt(text: string, caret: number): Trigger | undefined {
  const before = text.slice(Math.max(0, caret - 300), caret);
  const offset = caret - before.length;
  const command = offset === 0 ? /^\/([^\s/]*)$/.exec(before) : null;
  if (command) return { kind: 'command', start: 0, end: caret, query: command[1] ?? '' };
  const context = /(?:^|[\s([{'"])@([^\s@]*)$/.exec(before);
  if (!context) return undefined;
  const query = context[1] ?? '';
  return { kind: 'context', start: caret - query.length - 1, end: caret, query };
}

export interface Suggesting {
  readonly open: Signal<{ readonly trigger: Trigger; readonly items: readonly SuggestionView[]; readonly note?: string | undefined } | undefined>;
  readonly active: Signal<number>;
  /** Something was typed, or the caret was moved. */
  readonly look: (box: HTMLTextAreaElement) => void;
  /** True when the key was for the list. */
  readonly press: (event: KeyboardEvent, box: HTMLTextAreaElement) => boolean;
  readonly choose: (item: SuggestionView, box: HTMLTextAreaElement) => void;
  readonly close: () => void;
}

const page = 8;

export function createSuggesting(state: PageState, actions: Actions): Suggesting {
  const open: Suggesting['open'] = signal(undefined);
  const active = signal(0);
  let newest = 0;
  /** Where a person closed the list: it stays closed for that word. */
  let closedAt: number | undefined;

  function close(): void {
    newest++;
    if (open.value) state.announcement.value = '';
    open.value = undefined;
  }

  function look(box: HTMLTextAreaElement): void {
    const trigger = box.selectionStart === box.selectionEnd ? triggerAt(box.value, box.selectionStart) : undefined;
    if (trigger?.start !== closedAt) closedAt = undefined;
    if (!trigger || closedAt !== undefined) return close();
    if (open.value?.trigger.start === trigger.start && open.value.trigger.query === trigger.query) return;
    const mine = ++newest;
    void ask(trigger, mine);
  }

  async function ask(trigger: Trigger, mine: number): Promise<void> {
    const { items, note } = await actions.suggest(trigger.kind, trigger.query);
    if (mine !== newest) return;
    batch(() => {
      active.value = 0;
      open.value = items.length > 0 || (trigger.kind === 'context' && trigger.query !== '') ? { trigger, items, note } : undefined;
      state.announcement.value = items.length > 0 ? words.found(items.length) : words.nothingFound;
    });
  }

  function move(by: number): void {
    const count = open.value?.items.length ?? 0;
    if (count > 0) active.value = by === 1 || by === -1 ? (active.value + by + count) % count : Math.min(count - 1, Math.max(0, active.value + by));
  }

  function choose(item: SuggestionView, box: HTMLTextAreaElement): void {
    const trigger = open.value?.trigger;
    close();
    if (!trigger) return;
    box.focus();
    if (trigger.kind === 'command') {
      write(box, trigger, item.insert);
      if (!item.takesMore) void actions.send();
      return;
    }
    // Alone at the beginning it is no part of a sentence.
    const isAlone = item.insert === '' || box.value.slice(0, trigger.start).trim() === '';
    write(box, trigger, isAlone ? '' : `${item.insert}${/^\s/.test(box.value.slice(trigger.end)) ? '' : ' '}`);
    void actions.attach(item.id);
  }

  return {
    open,
    active,
    look,
    choose,
    close,
    press(event, box) {
      const shown = open.value;
      if (!shown) return false;
      const item = shown.items[active.value];
      switch (event.key) {
        case 'ArrowDown': move(1); break;
        case 'ArrowUp': move(-1); break;
        case 'PageDown': move(page); break;
        case 'PageUp': move(-page); break;
        case 'Escape':
          closedAt = shown.trigger.start;
          close();
          break;
        case 'Enter':
        case 'Tab':
          if (!item || event.shiftKey || event.ctrlKey || event.metaKey) return false;
          // A command that is written out runs as it stands.
          choose(item, box);
          break;
        default: return false;
      }
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}

/** As typing does it, so that it can be undone. */
function write(box: HTMLTextAreaElement, { start, end }: Trigger, text: string): void {
  box.setSelectionRange(start, end);
  // The one way that keeps the history of the box.
  document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
}
