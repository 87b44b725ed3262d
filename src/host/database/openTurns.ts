// Answers on their way, each with the process that it comes to. What came of one whose process is gone becomes its turn,
// interrupted; whoever finds that out does it, once.

import type { DatabaseSync } from 'node:sqlite';
import { interruptedBody, placeholderBody } from '../../core/conversation/turnChecks.ts';

/** Work of a process beside its attempts. All within a transaction of the caller. */
export interface OwnedWork {
  readonly isBusy: () => boolean;
  /** The process is gone, or goes. */
  readonly bury: (owner: string) => void;
}

export interface OpenTurns extends OwnedWork {
  /** The answer in this row is open from now on; `length` of it is in the row. */
  readonly begin: (row: number, owner: string, length: number, body: string, now: number) => void;
  /** False when it is not open here, or what came before is not there. */
  readonly grow: (row: number, owner: string, piece: { readonly place: number; readonly text: string; readonly thinking: string; readonly body: string }, now: number) => boolean;
  /** It is a whole row now. */
  readonly end: (row: number) => void;
  /** True when this process opened it, and somebody ended it for dead. */
  readonly wasBuried: (row: number) => boolean;
}

export function createOpenTurns(database: DatabaseSync): OpenTurns {
  const open = new Set<number>();

  function forget(row: number): void {
    database.prepare('DELETE FROM open_turn WHERE turn = ?').run(row);
    database.prepare('DELETE FROM turn_piece WHERE turn = ?').run(row);
  }

  return {
    isBusy: () => open.size > 0,
    begin(row, owner, length, body, now) {
      forget(row);
      database.prepare('INSERT INTO open_turn (turn, owner, heard, length, body) VALUES (?, ?, ?, ?, ?)').run(row, owner, now, length, body);
      open.add(row);
    },
    grow(row, owner, { place, text, thinking, body }, now) {
      const { changes } = database
        .prepare('UPDATE open_turn SET body = ?, length = length + ?, heard = ? WHERE turn = ? AND owner = ? AND length = ?')
        .run(body, text.length + thinking.length, now, row, owner, place);
      if (changes === 0) return false;
      database.prepare('INSERT INTO turn_piece (turn, place, text, thinking) VALUES (?, ?, ?, ?)').run(row, place, text, thinking);
      return true;
    },
    end(row) {
      forget(row);
      open.delete(row);
    },
    wasBuried: (row) => open.has(row) && database.prepare('SELECT 1 FROM open_turn WHERE turn = ?').get(row) === undefined,
    bury(owner) {
      for (const { turn, heard, body } of database.prepare('SELECT turn, heard, body FROM open_turn WHERE owner = ?').all(owner)) {
        const row = Number(turn);
        const { text, thinking } = textsOf(database, row);
        const ended = interruptedBody(String(body), Number(heard)) ?? placeholderBody('assistant', Number(heard));
        database
          .prepare('UPDATE turn SET text = ?, thinking = ?, body = ?, open = 0, revision = (SELECT revision + 1 FROM conversation WHERE row = turn.conversation) WHERE row = ?')
          .run(text, thinking, ended, row);
        database.prepare('UPDATE conversation SET revision = revision + 1 WHERE row = (SELECT conversation FROM turn WHERE row = ?)').run(row);
        forget(row);
      }
    },
  };
}

/** What is there of an answer: its row, and the pieces that came since. */
export function textsOf(database: DatabaseSync, row: number): { readonly text: string; readonly thinking: string } {
  const parts = [...database.prepare('SELECT text, thinking FROM turn WHERE row = ?').all(row), ...database.prepare('SELECT text, thinking FROM turn_piece WHERE turn = ? ORDER BY place').all(row)];
  return { text: parts.map(({ text }) => String(text)).join(''), thinking: parts.map(({ thinking }) => String(thinking)).join('') };
}
