// Turns that cannot be read are set aside: as they were, in a table of their own. Something readable takes their place, so that
// what hangs on them still hangs on something, and a person is told once.

import type { DatabaseSync } from 'node:sqlite';
import { placeholderBody, problemOf, unreadable } from '../../core/conversation/turnChecks.ts';
import type { TurnRecord } from '../../core/conversation/turnRecord.ts';
import { inTransaction } from './transaction.ts';

/** Makes sure of a turn. What cannot be read comes back as what took its place. */
export function readableTurn(database: DatabaseSync, conversation: string, row: number, turn: TurnRecord, now: number, onTrouble: (sentence: string) => void): TurnRecord {
  const reason = problemOf(turn);
  if (reason === undefined) return turn;
  const kind = turn.kind === 'assistant' && turn.parent !== undefined ? 'assistant' : 'user';
  const instead: TurnRecord = { ...turn, kind, text: kind === 'user' ? unreadable : '', thinking: '', model: kind === 'user' ? undefined : (turn.model ?? ''), body: placeholderBody(kind, now), open: false };
  // One of another window may only be too new for this one; it ends there.
  if (!turn.open) {
    inTransaction(database, 'BEGIN IMMEDIATE', () => {
      const content = JSON.stringify(database.prepare('SELECT * FROM turn WHERE row = ?').get(row));
      database.prepare('INSERT INTO set_aside (at, conversation, turn, reason, content) VALUES (?, ?, ?, ?, ?)').run(now, conversation, turn.id, reason, content);
      database.prepare('UPDATE turn SET kind = ?, model = ?, body = ?, text = ?, thinking = ? WHERE row = ?').run(kind, instead.model ?? null, instead.body, instead.text, instead.thinking, row);
    });
    const title = String(database.prepare('SELECT title FROM conversation WHERE id = ?').get(conversation)?.['title'] ?? '');
    onTrouble(`A message of the conversation "${title}" could not be read. It was set aside, and the rest is there. (${turn.id}: ${reason})`);
  }
  return instead;
}
