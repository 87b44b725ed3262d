// What is kept of conversations comes back as it was, whoever writes, whenever a process dies, and whatever is in the file.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Conversation, emptyConversation } from '../../../src/core/conversation/conversation.ts';
import { unreadable } from '../../../src/core/conversation/turnChecks.ts';
import { recordOf } from '../../../src/core/conversation/turnRecord.ts';
import type { AssistantTurn, Turn } from '../../../src/core/conversation/turn.ts';
import { livesFor } from '../../../src/host/database/openWork.ts';
import { answer, broken, ended, inMemory, keep, plain, processOn, question, where } from './support/conversations.ts';

const conversationOf = (head: string, ...turns: readonly Turn[]): Conversation => ({ ...emptyConversation('c'), turns: new Map(turns.map((turn) => [turn.id, turn])), head });

test('everything about a turn comes back', async () => {
  const { store } = processOn(inMemory());
  const asked = question('q', 'What is this?', {
    parts: [{ type: 'text', text: 'What is this? With code.' }, { type: 'image', mediaType: 'image/png', data: 'AAAA' }, { type: 'file', name: 'a.pdf', mediaType: 'application/pdf', data: 'BBBB' }],
    attachments: [{ label: 'a.ts:1-3', detail: 'lines 1–3' }],
    task: 'explain', examples: [{ role: 'user', parts: [{ type: 'text', text: 'so' }] }, { role: 'assistant', parts: [{ type: 'text', text: 'like this' }] }], model: 'v/asked', deleted: 7,
  });
  const told = answer('a', 'q', 'It is \u{1F600} a\0b', {
    answering: 'v/other', thinking: 'hm', notices: ['one'], firstAt: 6, askedForTool: true, rating: { value: 'up', note: 'good' }, comparison: 'x', chosen: true,
    earlier: { usage: ended().usage, cost: { provenance: 'reported', amount: 1, currency: 'USD', entry: 'e', table: 2 }, parts: 2 },
    end: ended({ reason: 'error', error: broken, usage: { input: { fresh: 1, cacheRead: undefined, cacheWrite5m: 0, cacheWrite1h: 3 }, output: { text: 4, reasoning: 5 }, raw: { a: [1, null, 'x'] } }, cost: { provenance: 'unknown', currency: 'USD', atLeast: 3 }, servedModel: 's', serviceTier: 't', parts: 3 }),
  });
  await keep(store, 'c', asked, told);
  const kept = await store.load('c');
  assert.deepEqual(kept && plain(kept.conversation), plain(conversationOf('a', asked, told)));
  const back = kept?.conversation.turns.get('a');
  assert.ok(back?.kind === 'assistant' && back.end?.error instanceof Error && back.end.error.facts.status === 500);
  assert.equal(await store.load('nobody'), undefined);
});

test('for any questions, answers in any pieces, changes and deaths of processes, what is kept is what a model in memory has', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 });
  const step = fc.oneof(
    fc.record({ do: fc.constant('ask' as const), text }),
    fc.record({ do: fc.constant('begin' as const) }),
    fc.record({ do: fc.constant('grow' as const), text, thinking: text }),
    fc.record({ do: fc.constant('end' as const) }),
    fc.record({ do: fc.constant('go on' as const) }),
    fc.record({ do: fc.constant('die' as const) }),
  );
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
    const database = inMemory();
    let pid = 1;
    let now = 1_000;
    const start = () => processOn(database, { process: pid, now: () => now, isThere: (other) => other === pid });
    let { store, desk } = start();
    const turns = new Map<string, Turn>();
    let head: string | undefined;
    let open: AssistantTurn | undefined;
    let length = 0;
    const put = async (turn: Turn): Promise<void> => {
      turns.set(turn.id, turn);
      head = turn.id;
      await store.keepTurn(where('c', { head }), recordOf(turn));
    };
    for (const one of steps) {
      const last = head === undefined ? undefined : turns.get(head);
      if (one.do === 'ask' && !open) await put(question(`t${turns.size}`, one.text, { parent: head }));
      else if (one.do === 'begin' && last?.kind === 'user') await put((open = answer(`t${turns.size}`, last.id, '', { end: undefined })));
      else if (one.do === 'go on' && !open && last?.kind === 'assistant') await put((open = { ...last, end: undefined }));
      else if (one.do === 'grow' && open) {
        const piece = { turn: open.id, place: open.text.length + open.thinking.length, text: one.text, thinking: one.thinking, body: recordOf(open).body };
        open = { ...open, text: open.text + one.text, thinking: open.thinking + one.thinking };
        turns.set(open.id, open);
        await store.grow(where('c', { head }), piece);
      } else if (one.do === 'end' && open) {
        await put({ ...open, end: ended() });
        open = undefined;
      } else if (one.do === 'die') {
        pid += 1;
        now += 1;
        if (open) {
          const { turn, heard } = { turn: open, heard: 0 };
          turns.set(turn.id, { ...turn, end: ended({ reason: 'interrupted', cost: { provenance: 'unknown', currency: 'USD' }, endedAt: heard }) });
        }
        open = undefined;
        ({ store, desk } = start());
        desk.beat();
      }
      length += 1;
      const kept = await store.load('c');
      const expected = [...turns.values()].map((turn): Turn => (turn.id === open?.id && turn.kind === 'assistant' ? { ...turn, elsewhere: true } : turn));
      assert.deepEqual(untimed(kept?.conversation), untimed(head === undefined ? undefined : conversationOf(head, ...expected)), `after step ${length}`);
    }
    assert.equal(Number(database.prepare('SELECT count(*) AS left FROM turn_piece WHERE turn NOT IN (SELECT turn FROM open_turn)').get()?.['left']), 0);
    database.prepare("INSERT INTO turn_words (turn_words, rank) VALUES ('integrity-check', 0)").run();
    database.close();
  }), { numRuns: 80 });
});

/** When an interrupted answer was last heard of is not what this is about. */
function untimed(conversation: Conversation | undefined): unknown {
  return conversation && JSON.parse(JSON.stringify(plain(conversation), (name, value: unknown) => (name === 'endedAt' ? 0 : value)));
}

test('an answer of a live process is not taken for dead; of a dead one what came is there, once, and is gone on with', async () => {
  const database = inMemory();
  let now = 1_000;
  const living = new Set([1, 2]);
  const one = processOn(database, { process: 1, now: () => now, isThere: (other) => living.has(other) });
  const other = processOn(database, { process: 2, now: () => now, isThere: (id) => living.has(id) });
  const open = answer('a', 'q', '', { end: undefined });
  await keep(one.store, 'c', question('q', 'hi'), open);
  now += 500;
  await one.store.grow(where('c'), { turn: 'a', place: 0, text: 'half of ', thinking: '', body: recordOf(open).body });
  now += livesFor * 2;
  other.desk.beat();
  const growing = await other.store.load('c');
  assert.deepEqual([growing?.conversation.turns.get('a')?.text, 'elsewhere' in (growing?.conversation.turns.get('a') ?? {})], ['half of ', true]);
  living.delete(1);
  other.desk.beat();
  other.desk.beat();
  const kept = (await other.store.load('c'))?.conversation.turns.get('a');
  assert.ok(kept?.kind === 'assistant');
  assert.deepEqual([kept.text, kept.end?.reason, kept.end?.endedAt, kept.elsewhere, kept.end?.cost.provenance], ['half of ', 'interrupted', 1_500, undefined, 'unknown']);
  assert.deepEqual((await other.store.list({ words: 'half' }, 5)).cards.map(({ id }) => id), ['c'], 'it is found by its words now');
});

test('who was taken for dead and was not: its answer is whole again, unless somebody went on with it', async () => {
  for (const wentOn of [false, true]) {
    const database = inMemory();
    let there = true;
    const one = processOn(database, { process: 1 });
    const other = processOn(database, { process: 2, isThere: () => there });
    const open = answer('a', 'q', '', { end: undefined });
    await keep(one.store, 'c', question('q', 'hi'), open);
    await one.store.grow(where('c'), { turn: 'a', place: 0, text: 'half', thinking: '', body: recordOf(open).body });
    there = false;
    other.desk.beat();
    if (wentOn) await keep(other.store, 'c', answer('a', 'q', 'half gone on with'));
    await assert.rejects(one.store.grow(where('c'), { turn: 'a', place: 4, text: ' and', thinking: '', body: recordOf(open).body }), /is not kept/);
    await keep(one.store, 'c', answer('a', 'q', 'half and more'));
    assert.equal((await other.store.load('c'))?.conversation.turns.get('a')?.text, wentOn ? 'half gone on with' : 'half and more');
  }
});

test('a piece whose beginning is not there is refused, so that the turn is kept whole', async () => {
  const { store } = processOn(inMemory());
  const open = answer('a', 'q', '', { end: undefined });
  await keep(store, 'c', question('q', 'hi'), open);
  const piece = { turn: 'a', place: 3, text: 'late', thinking: '', body: recordOf(open).body };
  await assert.rejects(store.grow(where('c'), piece), /is not kept/);
  await keep(store, 'c', { ...open, text: 'abc' });
  await store.grow(where('c'), piece);
  assert.equal((await store.load('c'))?.conversation.turns.get('a')?.text, 'abclate');
});

test('two processes add to one conversation: each sees what the other added, and only that', async () => {
  const database = inMemory();
  const one = processOn(database, { process: 1 });
  const other = processOn(database, { process: 2 });
  await keep(one.store, 'c', question('q', 'hi'), answer('a', 'q', 'hello'));
  const opened = await other.store.load('c');
  await keep(one.store, 'c', question('q1', 'more', { parent: 'a' }));
  await keep(other.store, 'c', question('q2', 'else', { parent: 'a' }));
  const news = await other.store.since('c', opened?.revision ?? 0);
  assert.deepEqual([...(news?.conversation.turns.keys() ?? [])], ['q1']);
  assert.deepEqual([...((await other.store.since('c', news?.revision ?? 0))?.conversation.turns.keys() ?? [])], []);
  assert.equal((await one.store.load('c'))?.conversation.turns.size, 4);
});

const damages: Readonly<Record<string, string>> = {
  'no JSON': "body = '{\"attach'",
  'a field of another kind': "body = '{\"notices\":3,\"startedAt\":1,\"estimatedOutput\":1,\"attachments\":{}}'",
  'an empty body': "body = ''",
  'a kind nobody knows': "kind = 'system'",
};
for (const [name, damage] of Object.entries(damages)) {
  for (const id of ['q', 'a']) {
    test(`${name} in ${id}: it is set aside and told once, and the rest opens`, async () => {
      const database = inMemory();
      const told: string[] = [];
      const { store } = processOn(database, {}, (sentence) => told.push(sentence));
      await keep(store, 'c', question('q', 'first'), answer('a', 'q', 'answer'), question('q2', 'second', { parent: 'a' }), answer('a2', 'q2', 'last'));
      database.prepare(`UPDATE turn SET ${damage} WHERE id = ?`).run(id);
      const kept = await store.load('c');
      assert.deepEqual([kept?.conversation.turns.size, kept?.conversation.head, kept?.conversation.turns.get('a2')?.text], [4, 'a2', 'last']);
      assert.equal(told.length, 1);
      assert.match(told[0] ?? '', /^A message of the conversation "first" could not be read\. It was set aside, and the rest is there\./);
      await store.load('c');
      assert.equal(told.length, 1, 'once');
      const aside = database.prepare('SELECT turn, content FROM set_aside').all();
      assert.deepEqual(aside.map(({ turn }) => turn), [id]);
      assert.ok(String(aside[0]?.['content']).includes(id === 'q' ? 'first' : 'answer'), 'as it was');
      const instead = kept?.conversation.turns.get(id);
      assert.ok(instead?.kind === 'user' ? instead.text === unreadable : instead?.notices[0] === unreadable);
    });
  }
}

test('a tree whose parents lead nowhere, or in a circle, opens', async () => {
  const database = inMemory();
  const { store } = processOn(database);
  await keep(store, 'c', question('q', 'a'), answer('a', 'q', 'b'), question('q2', 'c', { parent: 'a' }), answer('a2', 'q2', 'd'));
  database.exec("UPDATE turn SET parent = 'a2' WHERE id = 'q'; UPDATE conversation SET head = 'gone'");
  const kept = await store.load('c');
  assert.equal(kept?.conversation.turns.get('q')?.parent, undefined);
  assert.equal(kept?.conversation.head, 'a2');
  database.exec("UPDATE turn SET parent = 'nobody' WHERE id = 'q'");
  assert.equal((await store.load('c'))?.conversation.turns.size, 4);
});

test('what is typed and where one was comes back; a title by a person stays', async () => {
  const { store } = processOn(inMemory());
  await store.keepPlace(where('c', { workspace: 'file:///w' }), { draft: 'half a thought', scroll: undefined });
  assert.deepEqual((await store.list({}, 5)).cards, [], 'without a turn it is in no list');
  await keep(store, 'c', question('q', '\n  The first line  \nthe second'), answer('a', 'q', 'x'));
  await store.keepPlace(where('c'), { draft: '', scroll: { turn: 'a', offset: 12.5 } });
  const kept = await store.load('c');
  assert.deepEqual([kept?.place, kept?.card.title, kept?.card.titledBy, kept?.card.workspace, kept?.conversation.head], [{ draft: '', scroll: { turn: 'a', offset: 12.5 } }, 'The first line', 'question', 'file:///w', 'a']);
  await store.change('c', { title: { text: 'Mine', by: 'person' }, pinned: true, mode: 'terse' });
  await store.change('c', { title: { text: 'By a model', by: 'model' } });
  const card = await store.card('c');
  assert.deepEqual([card?.title, card?.titledBy, card?.pinned, card?.mode], ['Mine', 'person', true, 'terse']);
});
