// What is written of conversations: each method is one transaction, in which the index of their words goes along.

import type { DatabaseSync } from 'node:sqlite';
import type { CardChanges, KeptIn, Piece, Place } from '../../core/conversation/store.ts';
import type { TurnRecord } from '../../core/conversation/turnRecord.ts';
import type { OpenTurns } from './openTurns.ts';
import type { OpenWork } from './openWork.ts';
import { inTransaction } from './transaction.ts';

/** The methods, as the other thread calls them. */
export interface ConversationWrites {
  keepTurn(where: KeptIn, turn: TurnRecord): void;
  growTurn(where: KeptIn, piece: Piece): void;
  keepHead(where: KeptIn): void;
  keepPlace(where: Pick<KeptIn, 'id' | 'workspace'>, place: Place): void;
  changeConversation(id: string, changes: CardChanges): void;
  /** At most `limit` at a time; says how many. */
  emptyConversations(deletedBefore: number, limit: number): number;
  forgetConversations(changedBefore: number, limit: number): number;
}

const longestTitle = 100;
/** What was never asked in, but typed in, is of no use for longer. */
const untitled = 'New conversation';

export function createConversationWrites(database: DatabaseSync, turns: OpenTurns, { owner, claim }: Pick<OpenWork, 'owner' | 'claim'>, now: () => number): ConversationWrites {
  const inOne = <T>(write: () => T): T => inTransaction(database, 'BEGIN IMMEDIATE', write);

  /** The row of a conversation, which is there from now on. */
  function rowOf({ id, workspace, head, mode, ways }: KeptIn): { readonly row: number; readonly titledBy: string } {
    const at = now();
    const kept = database
      .prepare(`INSERT INTO conversation (id, title, titled_by, workspace, mode, head, ways, created, changed) VALUES (?, ?, 'nobody', ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET head = coalesce(excluded.head, head), mode = coalesce(excluded.mode, mode), ways = excluded.ways RETURNING row, titled_by`)
      .get(id, untitled, workspace ?? null, mode ?? null, head ?? null, JSON.stringify(ways), at, at);
    return { row: Number(kept?.['row']), titledBy: String(kept?.['titled_by']) };
  }

  function findTurn(conversation: number, id: string): { readonly row: number; readonly text: string } | undefined {
    const found = database.prepare('SELECT row, text FROM turn WHERE conversation = ? AND id = ?').get(conversation, id);
    return found && { row: Number(found['row']), text: String(found['text']) };
  }

  return {
    keepTurn(where, turn) {
      inOne(() => {
        const { row: conversation, titledBy } = rowOf(where);
        const known = findTurn(conversation, turn.id);
        if (known && turns.wasBuried(known.row)) {
          turns.end(known.row);
          // Somebody took it for dead and went on with it: that is not overwritten.
          if (!turn.text.toWellFormed().startsWith(known.text)) return;
        }
        const at = now();
        const title = turn.kind === 'user' && titledBy === 'nobody' ? titleOf(turn.text) : undefined;
        const revision = Number(database
          .prepare(`UPDATE conversation SET revision = revision + 1, changed = max(changed, :at), turns = turns + :added, model = coalesce(:model, model),
            title = coalesce(:title, title), titled_by = iif(:title IS NULL, titled_by, 'question') WHERE row = :row RETURNING revision`)
          .get({ at, added: known ? 0 : 1, model: turn.model ?? null, title: title ?? null, row: conversation })?.['revision']);
        const kept = database
          .prepare(`INSERT INTO turn (conversation, id, parent, kind, model, at, open, hidden, revision, writer, body, text, thinking)
            VALUES (:conversation, :id, :parent, :kind, :model, :at, :open, :hidden, :revision, :writer, :body, :text, :thinking)
            ON CONFLICT (conversation, id) DO UPDATE SET parent = excluded.parent, model = excluded.model, open = excluded.open, hidden = excluded.hidden, revision = excluded.revision,
              writer = excluded.writer, body = excluded.body, text = excluded.text, thinking = excluded.thinking RETURNING row`)
          .get({
            conversation, id: turn.id, parent: turn.parent ?? null, kind: turn.kind, model: turn.model ?? null, at, open: Number(turn.open), hidden: Number(turn.hidden), revision, writer: owner,
            body: turn.body, text: turn.text.toWellFormed(), thinking: turn.thinking.toWellFormed(),
          });
        const row = Number(kept?.['row']);
        if (turn.open) {
          claim();
          turns.begin(row, owner, turn.text.length + turn.thinking.length, turn.body, at);
        } else turns.end(row);
      });
    },
    growTurn({ id }, piece) {
      const grown = inOne(() => {
        const found = database.prepare('SELECT turn.row FROM turn JOIN conversation ON conversation.row = turn.conversation WHERE conversation.id = ? AND turn.id = ?').get(id, piece.turn);
        return found !== undefined && turns.grow(Number(found['row']), owner, piece, now());
      });
      if (!grown) throw new Error('What came before this piece of the answer is not kept.');
    },
    keepHead: (where) => void inOne(() => rowOf(where)),
    keepPlace({ id, workspace }, { draft, scroll }) {
      const place = { id, draft: draft.toWellFormed(), turn: scroll?.turn ?? null, offset: scroll?.offset ?? null };
      database
        .prepare(`INSERT INTO conversation (id, title, titled_by, workspace, created, changed, draft, scroll_turn, scroll_offset) VALUES (:id, '${untitled}', 'nobody', :workspace, :at, :at, :draft, :turn, :offset)
          ON CONFLICT (id) DO UPDATE SET draft = excluded.draft, scroll_turn = excluded.scroll_turn, scroll_offset = excluded.scroll_offset`)
        .run({ ...place, workspace: workspace ?? null, at: now() });
    },
    changeConversation(id, { title, pinned, archived, deleted, mode }) {
      const set = (column: string, value: string | number | null | undefined, where = 'true'): void => {
        if (value !== undefined) database.prepare(`UPDATE conversation SET ${column} = ? WHERE id = ? AND ${where}`).run(value, id);
      };
      inOne(() => {
        if (title) {
          const allowed = title.by === 'person' ? 'true' : "titled_by <> 'person'";
          set('title', titleOf(title.text), allowed);
          set('titled_by', title.by, allowed);
        }
        set('pinned', pinned === undefined ? undefined : Number(pinned));
        set('archived', archived === undefined ? undefined : Number(archived));
        if (deleted !== undefined) set('deleted', deleted ? now() : null, deleted ? 'deleted IS NULL' : 'true');
        set('mode', mode);
      });
    },
    emptyConversations: (before, limit) => inOne(() => Number(database.prepare('DELETE FROM conversation WHERE row IN (SELECT row FROM conversation WHERE deleted < :before OR (turns = 0 AND draft = \'\' AND changed < :before) LIMIT :limit)').run({ before, limit }).changes)),
    forgetConversations: (before, limit) => inOne(() => Number(database.prepare('DELETE FROM conversation WHERE row IN (SELECT row FROM conversation WHERE changed < ? AND pinned = 0 LIMIT ?)').run(before, limit).changes)),
  };
}

/** The first line with something in it. */
function titleOf(text: string): string {
  const line = text.slice(0, 10_000).split('\n').map((one) => one.trim()).find((one) => one !== '') ?? untitled;
  return line.length <= longestTitle ? line.toWellFormed() : `${line.slice(0, longestTitle - 1).toWellFormed().replace(/\uFFFD$/u, '')}…`;
}
