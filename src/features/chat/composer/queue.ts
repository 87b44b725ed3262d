// Messages that wait for an answer to end: the next one goes out when it ended well, and stays when it did not.

import type { Disposable } from '../../../core/base/disposable.ts';
import { localize } from '../../../core/base/localize.ts';
import type { Desk } from '../../../core/conversation/desk.ts';
import type { Session } from '../../../core/conversation/session.ts';
import { type FinishReason, isNaturalEnd } from '../../../core/model/streamEvent.ts';
import type { Preparations } from './preparations.ts';
import type { Queued } from './prepared.ts';

export interface QueuePorts {
  readonly desk: Pick<Desk, 'look'>;
  readonly preparations: Pick<Preparations, 'of' | 'change'>;
  /** Sends one. Rejects with a sentence when it cannot. */
  readonly ask: (session: Session, message: Queued) => Promise<void>;
}

export interface Queue extends Disposable {
  add(session: Session, message: Queued): void;
  /** Sends a message that waits, now. */
  sendNow(session: Session, id: string): Promise<void>;
  /** Takes a message out of the line; undefined when it is not there. */
  take(session: Session, id: string): Queued | undefined;
}

export function createQueue({ desk, preparations, ask }: QueuePorts): Queue {
  const watched = new Map<string, Disposable>();

  /** While something waits the conversation stays open, whoever looks at it. */
  function watch(session: Session): void {
    if (watched.has(session.id)) return;
    const looking = desk.look(session);
    let ended: FinishReason | undefined;
    const listening = session.onDidChange((change) => {
      if (change.type === 'turn-changed' && change.turn.end) ended = change.turn.end.reason;
      if (change.type !== 'busy-changed') return;
      if (change.busy) preparations.change(session.id, { held: undefined });
      else void goOn(session, ended);
    });
    watched.set(session.id, {
      dispose() {
        listening.dispose();
        looking.dispose();
      },
    });
  }

  function unwatch({ id }: Session): void {
    if (preparations.of(id).queue.length > 0) return;
    watched.get(id)?.dispose();
    watched.delete(id);
  }

  async function goOn(session: Session, ended: FinishReason | undefined): Promise<void> {
    const [next] = preparations.of(session.id).queue;
    if (!next) return unwatch(session);
    if (ended !== undefined && isNaturalEnd(ended)) return send(session, next);
    preparations.change(session.id, { held: whyHeld(ended) });
  }

  async function send(session: Session, message: Queued): Promise<void> {
    try {
      await ask(session, message);
      take(session, message.id);
    } catch (failure) {
      preparations.change(session.id, { held: failure instanceof Error ? failure.message : String(failure) });
    }
  }

  function take(session: Session, id: string): Queued | undefined {
    const { queue } = preparations.of(session.id);
    const found = queue.find((one) => one.id === id);
    if (found) preparations.change(session.id, { queue: queue.filter((one) => one !== found) });
    unwatch(session);
    return found;
  }

  return {
    add(session, message) {
      preparations.change(session.id, { queue: [...preparations.of(session.id).queue, message] });
      watch(session);
    },
    async sendNow(session, id) {
      const message = preparations.of(session.id).queue.find((one) => one.id === id);
      if (!message) return;
      watch(session);
      await send(session, message);
    },
    take,
    dispose() {
      for (const one of watched.values()) one.dispose();
    },
  };
}

function whyHeld(ended: FinishReason | undefined): string {
  if (ended === 'cancelled') return localize('You stopped the answer before, so this was not sent.');
  if (ended === 'length') return localize('The answer before reached its longest output, so this was not sent.');
  return localize('The answer before did not end well, so this was not sent.');
}
