// What the database's thread does when it is asked: the one list of methods, which both sides are typed by.

import type { DatabaseSync } from 'node:sqlite';
import type { Card, Page, Wish } from '../../core/conversation/store.ts';
import { cardColumns, cardOf, listCards } from './conversationCards.ts';
import { type ConversationFacts, conversationFacts, turnPage, type TurnPage, type TurnsWish } from './conversationReads.ts';
import { type ConversationWrites, createConversationWrites } from './conversationWrites.ts';
import { createLedgerDesk, type LedgerDesk } from './ledgerDesk.ts';
import { createOpenTurns } from './openTurns.ts';
import { createOpenWork, type OpenWorkPorts, thisProcess } from './openWork.ts';

/** The methods, as the other thread calls them. */
export interface DatabaseDesk extends LedgerDesk, ConversationWrites {
  conversationFacts(id: string): ConversationFacts | undefined;
  turnPage(wish: TurnsWish): TurnPage;
  card(id: string): Card | undefined;
  listCards(wish: Wish, limit: number, after: string | undefined): Page;
}

/** What its thread does with it besides. */
export interface LookedAfterDesk extends DatabaseDesk {
  readonly beat: () => void;
  readonly close: () => void;
}

/** `onTrouble` hears, in words, of what a person should know. */
export function createDatabaseDesk(database: DatabaseSync, onTrouble: (sentence: string) => void, ports: OpenWorkPorts = thisProcess): LookedAfterDesk {
  const openTurns = createOpenTurns(database);
  const work = createOpenWork(database, ports, openTurns);
  return {
    ...createLedgerDesk(database, onTrouble, work),
    ...createConversationWrites(database, openTurns, work, ports.now),
    conversationFacts: (id) => conversationFacts(database, id),
    turnPage: (wish) => turnPage(database, wish, { owner: work.owner, now: ports.now, onTrouble }),
    card(id) {
      const row = database.prepare(`SELECT ${cardColumns} FROM conversation WHERE id = ?`).get(id);
      return row && cardOf(database, row);
    },
    listCards: (wish, limit, after) => listCards(database, wish, limit, after),
    beat: work.beat,
    close: work.close,
  };
}
