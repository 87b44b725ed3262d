// Where somebody is in a view: which conversation it shows, what is typed there, and what of it is in sight. After a crash, a
// reload or an update the view is there again.

import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import type { Desk } from './desk.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';
import type { ConversationStore, Place, ScrollAnchor } from './store.ts';

/** Remembers which conversation a view showed. Structurally the editor's own. */
export interface PlaceMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

export interface PlacesPorts {
  readonly desk: Pick<Desk, 'begin' | 'open'>;
  readonly shown: Shown;
  readonly store: Pick<ConversationStore, 'card' | 'place' | 'keepPlace'>;
  readonly memory: PlaceMemory;
  readonly workspace: () => string | undefined;
  readonly clock: Clock;
  readonly onTrouble: (reason: string) => void;
}

export interface Places extends Disposable {
  /** Resolves when the view is where it was. Looks when it is asked for the first time, so that starting costs nothing. Never rejects. */
  returned(): Promise<void>;
  readonly place: Place;
  /** The view came to another conversation: `place` is what is typed there. */
  readonly onDidArrive: Event<void>;
  typed(draft: string): void;
  scrolled(scroll: ScrollAnchor | undefined): void;
  /** Turns to a conversation; false when it is not there. */
  open(id: string): Promise<boolean>;
  /** Turns to an empty one. What is typed comes along. */
  openNew(): void;
}

const remembered = 'parley.chat.shown';
const pause = 300;
const nowhere: Place = { draft: '', scroll: undefined };

export function createPlaces({ desk, shown, store, memory, workspace, clock, onTrouble }: PlacesPorts): Places {
  const arrived = new Emitter<void>();
  const first = shown.session;
  let place = nowhere;
  let timer: Disposable | undefined;
  let returning: Promise<void> | undefined;

  const told = (failure: unknown): void => onTrouble(failure instanceof Error ? failure.message : String(failure));

  function keep(): void {
    timer?.dispose();
    timer = undefined;
    store.keepPlace({ id: shown.session.id, workspace: workspace() }, place).catch(told);
  }

  function remember(): void {
    const { id } = shown.session;
    if (memory.get(remembered) !== id) void memory.update(remembered, id);
  }

  function change(next: Place): void {
    if (next.draft === place.draft && next.scroll?.turn === place.scroll?.turn && next.scroll?.offset === place.scroll?.offset) return;
    place = next;
    remember();
    timer ??= clock.after(pause, keep);
  }

  function arrive(session: Session, next: Place): void {
    if (timer) keep();
    place = next;
    shown.show(session);
    remember();
    arrived.fire();
  }

  async function back(): Promise<void> {
    const id = memory.get(remembered);
    if (typeof id !== 'string') return;
    try {
      // What was deleted, here or in another window, is not shown again by itself.
      if ((await store.card(id))?.deleted !== undefined) return;
      const [session, kept] = await Promise.all([desk.open(id), store.place(id)]);
      // Whoever was quicker stays where they are.
      const untouched = shown.session === first && !first.busy && first.conversation().turns.size === 0 && place.draft === '';
      if (untouched) arrive(session ?? desk.begin(id), kept ?? nowhere);
    } catch (failure) {
      told(failure);
    }
  }

  const listening = shown.onDidChange((heard) => {
    if (heard.type === 'turn-added') remember();
  });

  return {
    returned: () => (returning ??= back()),
    get place() {
      return place;
    },
    onDidArrive: arrived.event,
    typed: (draft) => change({ ...place, draft }),
    scrolled: (scroll) => change({ ...place, scroll }),
    async open(id) {
      const session = await desk.open(id);
      if (!session) return false;
      returning = Promise.resolve();
      const kept = await store.place(id).catch(told);
      if (session !== shown.session) arrive(session, kept ?? nowhere);
      return true;
    },
    openNew() {
      returning = Promise.resolve();
      const { draft } = place;
      if (draft !== '') {
        place = { ...place, draft: '' };
        keep();
      }
      arrive(desk.begin(), nowhere);
      change({ draft, scroll: undefined });
      arrived.fire();
    },
    dispose() {
      if (timer) keep();
      listening.dispose();
      arrived.dispose();
    },
  };
}
