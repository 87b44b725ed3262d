// Conversations and their turns as tables, and the index of their words. What is open grows in pieces beside its row, so that
// a long answer costs no more per piece than a short one; it becomes one row, and can be found, when it ends.

/** The step that brings them into a database of version 4. */
export const conversationsStep = `
  CREATE TABLE conversation (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, titled_by TEXT NOT NULL,
    model TEXT, mode TEXT, workspace TEXT, created INTEGER NOT NULL, changed INTEGER NOT NULL,
    pinned INTEGER NOT NULL DEFAULT 0, archived INTEGER NOT NULL DEFAULT 0, deleted INTEGER,
    head TEXT, turns INTEGER NOT NULL DEFAULT 0, revision INTEGER NOT NULL DEFAULT 0,
    scroll_turn TEXT, scroll_offset REAL, ways TEXT NOT NULL DEFAULT '{}', draft TEXT NOT NULL DEFAULT ''
  ) STRICT;
  CREATE INDEX conversation_by_change ON conversation (pinned DESC, changed DESC, row DESC) WHERE turns > 0;
  CREATE TABLE turn (
    row INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, id TEXT NOT NULL, parent TEXT, kind TEXT NOT NULL, model TEXT,
    at INTEGER NOT NULL, open INTEGER NOT NULL, hidden INTEGER NOT NULL, revision INTEGER NOT NULL, writer TEXT NOT NULL,
    body TEXT NOT NULL, text TEXT NOT NULL, thinking TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX turn_by_id ON turn (conversation, id);
  CREATE INDEX turn_by_model ON turn (conversation, model) WHERE model IS NOT NULL;
  CREATE TABLE open_turn (turn INTEGER PRIMARY KEY, owner TEXT NOT NULL, heard INTEGER NOT NULL, length INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE TABLE turn_piece (turn INTEGER NOT NULL, place INTEGER NOT NULL, text TEXT NOT NULL, thinking TEXT NOT NULL, PRIMARY KEY (turn, place)) STRICT, WITHOUT ROWID;
  CREATE TABLE set_aside (row INTEGER PRIMARY KEY, at INTEGER NOT NULL, conversation TEXT NOT NULL, turn TEXT NOT NULL, reason TEXT NOT NULL, content TEXT NOT NULL) STRICT;
  ${index('turn_words', 'turn', 'text', 'old.open + old.hidden = 0', 'new.open + new.hidden = 0', 'text, open, hidden')}
  ${index('title_words', 'conversation', 'title', 'true', 'true', 'title')}
  CREATE TRIGGER turn_gone AFTER DELETE ON turn BEGIN
    DELETE FROM turn_piece WHERE turn = old.row;
    DELETE FROM open_turn WHERE turn = old.row;
  END;
  CREATE TRIGGER conversation_gone AFTER DELETE ON conversation BEGIN
    DELETE FROM turn WHERE conversation = old.row;
  END;`;

/** An index of words over a column, kept by triggers and so in the transaction of the row. The old words have to go before the new ones come. */
function index(name: string, table: string, column: string, was: string, is: string, watched: string): string {
  const remove = `INSERT INTO ${name} (${name}, rowid, ${column}) SELECT 'delete', old.row, old.${column} WHERE ${was}`;
  const add = `INSERT INTO ${name} (rowid, ${column}) SELECT new.row, new.${column} WHERE ${is}`;
  const differs = watched.split(', ').map((one) => `old.${one} IS NOT new.${one}`).join(' OR ');
  return `
  CREATE VIRTUAL TABLE ${name} USING fts5 (${column}, content = '${table}', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
  CREATE TRIGGER ${name}_added AFTER INSERT ON ${table} BEGIN ${add}; END;
  CREATE TRIGGER ${name}_gone AFTER DELETE ON ${table} BEGIN ${remove}; END;
  CREATE TRIGGER ${name}_changed AFTER UPDATE OF ${watched} ON ${table} WHEN ${differs} BEGIN ${remove}; ${add}; END;`;
}
