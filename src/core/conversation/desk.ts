// The open conversations: one session for each, however many look at it. Who leaves one leaves its answer running.

import { type Disposable, toDisposable } from '../base/disposable.ts';
import { type Conversation, emptyConversation } from './conversation.ts';
import { createSession, type Session, type SessionPorts } from './session.ts';

export interface DeskPorts extends Omit<SessionPorts, 'kept'> {
  /** A conversation as it was kept; undefined when there is none. */
  readonly load?: (id: string) => Promise<{ readonly conversation: Conversation; readonly revision: number } | undefined>;
  /** Sees to it that what happens in a session is kept, from its first turn on. */
  readonly keep?: (session: () => Session, revision: number) => Keeping;
  /** What goes along with a session as long as it is open; heard after what is kept. */
  readonly accompany?: (session: Session) => Disposable;
}

/** The keeping of one conversation. */
export interface Keeping extends Disposable {
  /** Resolves when everything so far is kept, or cannot be. Never rejects. */
  readonly kept: () => Promise<void>;
  /** True while something could not be kept yet. */
  readonly owes: () => boolean;
  /** Takes over what others added meanwhile. Never rejects. */
  readonly refresh: () => Promise<void>;
  /** Starts to listen; the session is there now. */
  readonly start: () => void;
}

export interface Desk extends Disposable {
  /** Opens an empty conversation; by its id again, where nothing was asked in it yet. */
  begin(id?: string): Session;
  /** The session of a conversation; undefined when it is not there. */
  open(id: string): Promise<Session | undefined>;
  /** Somebody looks at it until they dispose. What nobody looks at is closed as soon as nothing runs in it. */
  look(session: Session): Disposable;
  /** Takes over what other windows added to the conversations that somebody looks at. */
  refresh(): Promise<void>;
  /** All that are open now. */
  sessions(): readonly Session[];
}

interface Opened {
  readonly session: Session;
  readonly keeping: Keeping | undefined;
  readonly lookers: Set<object>;
  readonly listening: Disposable;
  readonly companion: Disposable | undefined;
}

export function createDesk(ports: DeskPorts): Desk {
  const opened = new Map<string, Opened>();
  const opening = new Map<string, Promise<Session | undefined>>();

  function place(conversation: Conversation, revision: number): Session {
    const keeping = ports.keep?.(() => session, revision);
    const session = createSession({ ...ports, ...(keeping && { kept: keeping.kept }) }, conversation);
    keeping?.start();
    const companion = ports.accompany?.(session);
    const listening = session.onDidChange((change) => {
      if (change.type === 'busy-changed' && !change.busy) closeIfLeft(session.id);
    });
    opened.set(session.id, { session, keeping, lookers: new Set(), listening, companion });
    return session;
  }

  /** Later, so that what was said last is still heard. */
  function closeIfLeft(id: string): void {
    queueMicrotask(() => void close(id));
  }

  async function close(id: string): Promise<void> {
    const one = opened.get(id);
    if (!one || one.lookers.size > 0 || one.session.busy) return;
    await one.keeping?.kept();
    if (opened.get(id) !== one || one.lookers.size > 0 || one.session.busy || one.keeping?.owes()) return;
    opened.delete(id);
    end(one);
  }

  function end({ session, keeping, listening, companion }: Opened): void {
    listening.dispose();
    companion?.dispose();
    keeping?.dispose();
    session.dispose();
  }

  async function load(id: string): Promise<Session | undefined> {
    const loaded = await ports.load?.(id);
    return opened.get(id)?.session ?? (loaded && place(loaded.conversation, loaded.revision));
  }

  return {
    begin: (id = ports.newId()) => opened.get(id)?.session ?? place(emptyConversation(id), 0),
    async open(id) {
      const known = opened.get(id)?.session;
      if (known) return known;
      const loading = opening.get(id) ?? load(id).finally(() => opening.delete(id));
      opening.set(id, loading);
      return await loading;
    },
    look(session) {
      const looker = {};
      opened.get(session.id)?.lookers.add(looker);
      return toDisposable(() => {
        opened.get(session.id)?.lookers.delete(looker);
        closeIfLeft(session.id);
      });
    },
    async refresh() {
      for (const { lookers, keeping } of opened.values()) if (lookers.size > 0) await keeping?.refresh();
    },
    sessions: () => [...opened.values()].map(({ session }) => session),
    dispose() {
      for (const one of opened.values()) end(one);
      opened.clear();
    },
  };
}
