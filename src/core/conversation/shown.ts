// The one conversation that a view shows at a time. Each view has its own; several may show the same.

import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import type { Desk } from './desk.ts';
import type { Session, SessionChange } from './session.ts';

export interface Shown extends Disposable {
  /** The session of the conversation that is shown. Another one a moment later: who waits in between holds on to it. */
  readonly session: Session;
  /** What happens in it; `path-changed` also when it is another now. */
  readonly onDidChange: Event<SessionChange>;
  /** Turns to another one. What runs in the one that is left runs on. */
  show(session: Session): void;
}

/** Shows an empty conversation to begin with. */
export function createShown(desk: Pick<Desk, 'begin' | 'look'>): Shown {
  const changed = new Emitter<SessionChange>();
  let session = desk.begin();
  let looking = desk.look(session);
  let listening = session.onDidChange((change) => changed.fire(change));

  return {
    get session() {
      return session;
    },
    onDidChange: changed.event,
    show(next) {
      if (next === session) return;
      const { busy } = session;
      listening.dispose();
      const left = looking;
      looking = desk.look(next);
      left.dispose();
      session = next;
      listening = next.onDidChange((change) => changed.fire(change));
      changed.fire({ type: 'path-changed' });
      if (next.busy !== busy) changed.fire({ type: 'busy-changed', busy: next.busy });
    },
    dispose() {
      listening.dispose();
      looking.dispose();
      changed.dispose();
    },
  };
}
