// Five thousand conversations with two hundred thousand turns: how fast old ones are found, opened and written, and what the
// editor's own thread feels of it.

import { mkdtempSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { silentLog } from '../../src/core/base/log.ts';
import type { Wish } from '../../src/core/conversation/store.ts';
import { recordOf } from '../../src/core/conversation/turnRecord.ts';
import { createConnection } from '../../src/host/database/connection.ts';
import { createConversations } from '../../src/host/database/conversations.ts';
import { listCards } from '../../src/host/database/conversationCards.ts';
import { openDatabase } from '../../src/host/database/openDatabase.ts';
import { columnsOf, insertRow } from '../../src/host/database/ledgerTable.ts';
import { answer, question, where } from '../host/database/support/conversations.ts';
import { dollars, row } from '../host/database/support/writer.ts';
import { root } from '../house/sources.ts';
import { type Figure, median, rounded } from './figure.ts';

const conversations = Number(process.env['PARLEY_BENCH_CONVERSATIONS'] ?? 5_000);
const turnsEach = 40;
const end = Date.UTC(2026, 10, 20);
const goalQuery = 20;
const goalHold = 50;

const vocabulary = Array.from({ length: 3_000 }, (_, index) => `${'bcdfglmnprst'[index % 12]}${'aeiou'[index % 5]}${(index * 7_919).toString(36)}`);

/** The same words every time; some are everywhere, some in one message. */
function words(seed: number, count: number): string {
  let state = (seed % 2_147_483_646) + 1;
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    // Low ones come often, as in languages.
    return vocabulary[Math.floor((state / 2_147_483_647) ** 3 * vocabulary.length)] ?? '';
  }).join(' ');
}

export async function* figures(): AsyncIterable<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-history-'));
  try {
    const path = join(folder, 'parley.sqlite');
    const database = await openDatabase(path, () => undefined);
    fill(database);
    yield { name: `history: size on disk of ${conversations * turnsEach} turns`, value: rounded(statSync(path).size / 1e6), unit: 'MB' };
    yield* queries(database);
    database.close();
    yield* fromTheEditor(path);
  } finally {
    await rm(folder, { recursive: true, maxRetries: 10 });
  }
}

/** As rows, since what is measured is not how they came in. */
function fill(database: DatabaseSync): void {
  const conversation = database.prepare("INSERT INTO conversation (id, title, titled_by, model, workspace, created, changed, pinned, archived, head, turns) VALUES (?, ?, 'question', ?, ?, ?, ?, ?, ?, ?, ?) RETURNING row");
  const turn = database.prepare("INSERT INTO turn (conversation, id, parent, kind, model, at, open, hidden, revision, writer, body, text, thinking) VALUES (?, ?, ?, ?, ?, ?, 0, 0, 1, 'bench', ?, ?, '')");
  const spent = database.prepare(insertRow);
  for (let from = 0; from < conversations; from += 250) {
    database.exec('BEGIN');
    for (let index = from; index < Math.min(conversations, from + 250); index += 1) {
      const id = `c${index}`;
      const at = end - (conversations - index) * 600_000;
      const model = `openai/model-${index % 7}`;
      const { row: owner } = conversation.get(id, words(index, 7), model, `file:///project-${index % 5}`, at, at, Number(index % 200 === 0), Number(index % 20 === 0), `t${turnsEach - 1}`, turnsEach) ?? {};
      if (typeof owner !== 'number') throw new Error('A row has a number.');
      for (let place = 0; place < turnsEach; place += 1) {
        const seed = index * turnsEach + place;
        const text = `${words(seed, place % 2 === 0 ? 30 : 120)}${seed === 90_001 ? ' quintessential' : ''}`;
        const parent = place === 0 ? undefined : `t${place - 1}`;
        const record = recordOf(place % 2 === 0 ? question(`t${place}`, text, { parent }) : answer(`t${place}`, parent ?? '', text, { model }));
        turn.run(owner, record.id, record.parent ?? null, record.kind, record.model ?? null, at + place * 1_000, record.body, record.text);
      }
      for (let attempt = 0; attempt < 5; attempt += 1) spent.run(columnsOf(row({ at: at + attempt, conversation: id, cost: dollars((index % 100) / 1_000) })));
    }
    database.exec('COMMIT');
  }
}

const asked: Readonly<Record<string, Wish>> = {
  'the newest 50': {},
  'of one workspace': { workspace: 'file:///project-3' },
  'of one model': { model: 'openai/model-5' },
  'of a month': { from: end - 60 * 86_400_000, to: end - 30 * 86_400_000 },
  'above 40 cents': { cost: 0.4 },
  'above what none cost': { cost: 1_000 },
  'archived': { archived: true },
  'a word of one message': { words: 'quintessential' },
  'a common word': { words: vocabulary[1] ?? '' },
  'a first letter': { words: 'b' },
  'two words': { words: `${vocabulary[3]} ${vocabulary[40]}` },
  'a common word in one workspace': { words: vocabulary[2] ?? '', workspace: 'file:///project-1' },
  'a common word where none fit': { words: vocabulary[2] ?? '', workspace: 'file:///nowhere' },
};

function* queries(database: DatabaseSync): Iterable<Figure> {
  for (const [name, wish] of Object.entries(asked)) {
    const took = Array.from({ length: 9 }, () => {
      const start = performance.now();
      listCards(database, wish, 50, undefined);
      return performance.now() - start;
    });
    const { length } = listCards(database, wish, 50, undefined).cards;
    yield { name: `history: ${name} (${length} found)`, value: rounded(median(took)), unit: 'ms', peer: `goal ${goalQuery}`, ratio: rounded(median(took) / goalQuery) };
  }
}

async function* fromTheEditor(path: string): AsyncIterable<Figure> {
  const connection = createConnection({ path, worker: pathToFileURL(join(root, 'src/host/database/worker.ts')), log: silentLog, onTrouble: (sentence) => {
    throw new Error(sentence);
  } });
  const store = createConversations(connection);
  await store.list({}, 1);
  const turns = 2_000;
  for (let place = 0; place < turns; place += 1) {
    const parent = place === 0 ? undefined : `l${place - 1}`;
    const turn = place % 2 === 0 ? question(`l${place}`, words(place, 60), { parent }) : answer(`l${place}`, parent ?? '', words(place, 400));
    void store.keepTurn(where('long', { head: turn.id }), recordOf(turn));
  }
  await connection.flushed();
  const opened = await held(() => store.load('long'));
  yield { name: `history: opening a conversation of ${turns} turns`, value: rounded(opened.took), unit: 'ms' };
  yield { name: `history: longest hold of the editor's thread meanwhile`, value: rounded(opened.hold), unit: 'ms', peer: `goal ${goalHold}`, ratio: rounded(opened.hold / goalHold) };
  yield* growing(store);
  connection.dispose();
}

/** An answer of a megabyte, in pieces as they come twice a second: the last piece costs what the first did. */
async function* growing(store: ReturnType<typeof createConversations>): AsyncIterable<Figure> {
  await store.keepTurn(where('growing'), recordOf(question('q', 'q')));
  const open = answer('a', 'q', '', { end: undefined });
  await store.keepTurn(where('growing'), recordOf(open));
  const { body } = recordOf(open);
  const text = words(1, 250);
  const took: number[] = [];
  let place = 0;
  while (place < 1_000_000) {
    const start = performance.now();
    await store.grow(where('growing'), { turn: 'a', place, text, thinking: '', body });
    took.push(performance.now() - start);
    place += text.length;
  }
  const first = median(took.slice(0, 50));
  const last = median(took.slice(-50));
  yield { name: `history: a piece of ${text.length} characters, the last 50 of a megabyte`, value: rounded(last), unit: 'ms', peer: 'the first 50', ratio: rounded(last / first) };
  const start = performance.now();
  await store.keepTurn(where('growing'), recordOf(answer('a', 'q', words(2, 150_000))));
  yield { name: 'history: its end, whole and with its words', value: rounded(performance.now() - start), unit: 'ms' };
}

async function held(run: () => Promise<unknown>): Promise<{ readonly took: number; readonly hold: number }> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const start = performance.now();
  await run();
  const took = performance.now() - start;
  delays.disable();
  return { took, hold: delays.max / 1e6 };
}
