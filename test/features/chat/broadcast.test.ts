// What goes to the page: at most one message a frame, joined and short, and the page makes the same of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createBroadcast } from '../../../src/features/chat/broadcast.ts';
import { createGrowth } from '../../../src/shared/growth.ts';
import type { Change, HostMessage } from '../../../src/shared/protocol.ts';

/** A broadcast whose frames the test ends. */
function broadcasting() {
  const messages: HostMessage[] = [];
  let due: (() => void) | undefined;
  const clock = { now: () => 0, after: (_: number, action: () => void) => { due = action; return { dispose: () => { due = undefined; } }; } };
  return {
    messages,
    ...createBroadcast(clock, (message) => messages.push(message)),
    frame() {
      const action = due;
      due = undefined;
      action?.();
    },
  };
}

const grew = (id: string, text: string, thinking = ''): Change => ({ type: 'turn-grew', id, text, thinking });

/** Adds what a turn grew by; its thoughts are kept apart. */
function note(texts: Record<string, string>, change: Change): void {
  if (change.type !== 'turn-grew') return;
  if (change.text !== '') texts[change.id] = (texts[change.id] ?? '') + change.text;
  if (change.thinking !== '') texts[`${change.id}, thinking`] = (texts[`${change.id}, thinking`] ?? '') + change.thinking;
}

/** The words each turn has after messages, as a page reads them; numbers must follow on each other. */
function read(messages: readonly HostMessage[], from = 0): Record<string, string> {
  const growth = createGrowth();
  const texts: Record<string, string> = {};
  let expected = from;
  for (const message of messages) {
    if (message.kind === 'response') continue;
    const { sequence, changes } = growth.expand(message);
    assert.equal(sequence, ++expected);
    for (const change of changes) note(texts, change);
  }
  return texts;
}

test('an answer that streams fast is told in at most one and a half times its bytes, one message a frame', () => {
  const host = broadcasting();
  const answer = 'Some words of an answer. '.repeat(800);
  for (let start = 0; start < answer.length; start += 4) {
    host.push(grew('0123-4567', answer.slice(start, start + 4)));
    // Thirty-two deltas come within a frame.
    if (start % 128 === 124) host.frame();
  }
  host.frame();
  assert.deepEqual(read(host.messages), { '0123-4567': answer });
  assert.ok(host.messages.length <= answer.length / 128 + 1);
  assert.ok(JSON.stringify(host.messages).length <= 1.5 * answer.length);
});

test('a page that asks for a snapshot in the middle is told in full again whose words come', () => {
  const host = broadcasting();
  host.push(grew('a', 'one'));
  host.frame();
  host.push(grew('a', 'lost'));
  const sequence = host.mark();
  const before = host.messages.length;
  host.push(grew('a', 'two'));
  host.frame();
  assert.deepEqual(read(host.messages.slice(before), sequence), { a: 'two' });
});

test('whatever grows in whatever order, a page reads the same words', () => {
  const step = fc.oneof(fc.tuple(fc.constantFrom('a', 'b'), fc.string(), fc.constantFrom('', '', 'hm')).map(([id, text, thinking]) => grew(id, text, thinking)), fc.constant<Change>({ type: 'busy-changed', busy: true }), fc.constant('frame' as const));
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
    const host = broadcasting();
    const texts: Record<string, string> = {};
    for (const each of steps) {
      if (each === 'frame') host.frame();
      else {
        host.push(each);
        note(texts, each);
      }
    }
    host.frame();
    assert.deepEqual(read(host.messages), texts);
  }));
});
