// Ways through the tree: nothing is destroyed, every turn can be reached, and what is deleted comes back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { beside, branchesOf, endOfPath, lastDeleted, leaveDeleted, moveTo, openComparison, showTurn, subtreeOf, visibleIds } from '../../../src/core/conversation/branches.ts';
import { addTurn, type Conversation, emptyConversation, messagesTo, replaceTurn, visiblePath } from '../../../src/core/conversation/conversation.ts';
import type { AssistantTurn, Turn, UserTurn } from '../../../src/core/conversation/turn.ts';

function asked(id: string, parent?: string): UserTurn {
  return { kind: 'user', id, parent, text: id, parts: [{ type: 'text', text: id }], attachments: [], task: 'chat' };
}

function answered(id: string, parent: string, rest: Partial<AssistantTurn> = {}): AssistantTurn {
  return { kind: 'assistant', id, parent, model: 'v/m', text: id, thinking: '', notices: [], startedAt: 0, estimatedOutput: 0, end: undefined, ...rest };
}

const grown = (...turns: readonly Turn[]): Conversation => turns.reduce(addTurn, emptyConversation('c'));
const shown = (conversation: Conversation): string => visiblePath(conversation).map(({ id }) => id).join(' ');

/** q1 with the answers a1 and a2; under a1 the questions q2 (b2) and q3 (b3). The path is that of a2. */
const tree = grown(asked('q1'), answered('a1', 'q1'), asked('q2', 'a1'), answered('b2', 'q2'), asked('q3', 'a1'), answered('b3', 'q3'), answered('a2', 'q1'));

test('a turn knows which of how many it is, and a path its branches', () => {
  assert.deepEqual([...branchesOf(tree, visiblePath(tree))], [['a2', { place: 2, count: 2 }]]);
  const other = showTurn(tree, 'a1');
  assert.deepEqual([...branchesOf(other, visiblePath(other))], [['a1', { place: 1, count: 2 }], ['q3', { place: 2, count: 2 }]]);
});

test('a step to the side shows the newest path, or the one that was seen last', () => {
  assert.equal(beside(tree, 'a2', 1), undefined);
  const left = showTurn(tree, beside(tree, 'a2', -1)?.id ?? '');
  assert.equal(shown(left), 'q1 a1 q3 b3');
  const older = showTurn(left, beside(left, 'q3', -1)?.id ?? '');
  assert.equal(shown(older), 'q1 a1 q2 b2');
  assert.equal(shown(showTurn(showTurn(older, 'a2'), 'a1')), 'q1 a1 q2 b2', 'the fork below remembers');
});

test('what is deleted is left for the nearest beside it, else for what it hung under', () => {
  const gone = (id: string, conversation: Conversation): Conversation => {
    const turn = conversation.turns.get(id);
    return leaveDeleted(replaceTurn(conversation, { ...(turn ?? assert.fail(id)), deleted: 7 }));
  };
  assert.equal(shown(gone('a2', tree)), 'q1 a1 q3 b3');
  const alone = gone('a1', gone('a2', tree));
  assert.equal(shown(alone), 'q1');
  assert.equal(shown(gone('q1', tree)), '');
  assert.deepEqual([...branchesOf(alone, visiblePath(alone))], []);
  assert.equal(endOfPath(gone('q3', tree), 'a1'), 'b2');
  assert.deepEqual([...subtreeOf(tree, 'a1')].toSorted(), ['a1', 'b2', 'b3', 'q2', 'q3']);
});

test('answers of one comparison stand side by side until one is chosen or the conversation goes on', () => {
  const compared = grown(asked('q'), answered('x', 'q'), answered('a', 'q', { comparison: 'k' }), answered('b', 'q', { comparison: 'k' }));
  assert.deepEqual(openComparison(compared).map(({ id }) => id), ['a', 'b']);
  assert.deepEqual([...visibleIds(compared)].toSorted(), ['a', 'b', 'q']);
  assert.deepEqual(openComparison(replaceTurn(compared, answered('a', 'q', { comparison: 'k', chosen: true }))), []);
  assert.deepEqual(openComparison(replaceTurn(compared, answered('a', 'q', { comparison: 'k', deleted: 1 }))), []);
  assert.deepEqual(openComparison(moveTo(compared, 'x')), []);
  assert.deepEqual(openComparison(addTurn(compared, asked('next', 'b'))), []);
});

test('two questions in a row go out as one message', () => {
  const conversation = grown(asked('one'), answered('', 'one'), asked('two', ''));
  assert.deepEqual(messagesTo(conversation, 'two'), [{ role: 'user', parts: [{ type: 'text', text: 'one' }, { type: 'text', text: 'two' }] }]);
});

/** Any tree in which questions and answers take turns. */
const trees = fc.array(fc.nat(), { minLength: 1, maxLength: 30 }).map((places) => {
  const turns: Turn[] = [asked('t0')];
  places.forEach((place, index) => {
    const parent = turns[place % turns.length];
    if (parent) turns.push(parent.kind === 'user' ? answered(`t${index + 1}`, parent.id) : asked(`t${index + 1}`, parent.id));
  });
  return grown(...turns);
});

test('by arrows alone every turn can be reached, whatever was seen before', () => {
  fc.assert(fc.property(trees, fc.array(fc.nat(), { maxLength: 10 }), (conversation, visits) => {
    let now = conversation;
    for (const visit of visits) now = showTurn(now, [...now.turns.keys()][visit % now.turns.size] ?? '');
    for (const id of now.turns.keys()) {
      // From the root down: at each fork as many steps as it takes.
      const way = visiblePath({ ...now, head: id });
      for (const turn of way) {
        const seen = visiblePath(now).find(({ parent }) => parent === turn.parent) ?? assert.fail(`nothing is shown under ${turn.parent}`);
        const steps = Array.from({ length: 61 }, (_, index) => index - 30).find((step) => beside(now, seen.id, step)?.id === turn.id) ?? assert.fail('no way');
        now = showTurn(now, beside(now, seen.id, steps)?.id ?? '');
      }
      assert.ok(visiblePath(now).some((turn) => turn.id === id));
    }
    assert.equal(now.turns.size, conversation.turns.size);
  }));
});

test('deleting and bringing back in any order leaves the tree as it was, and never shows what is deleted', () => {
  fc.assert(fc.property(trees, fc.array(fc.nat(), { maxLength: 8 }), (conversation, places) => {
    let now = conversation;
    let time = 0;
    for (const place of places) {
      const turn = [...now.turns.values()][place % now.turns.size] ?? assert.fail();
      now = leaveDeleted(replaceTurn(now, { ...turn, deleted: ++time }));
      assert.ok(visiblePath(now).every(({ deleted }) => deleted === undefined));
    }
    for (let turn = lastDeleted(now); turn; turn = lastDeleted(now)) {
      const { deleted: _deleted, ...back } = turn;
      now = showTurn(replaceTurn(now, back), turn.id);
    }
    assert.deepEqual([...now.turns.values()], [...conversation.turns.values()]);
  }));
});
