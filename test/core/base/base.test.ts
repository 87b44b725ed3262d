// Lifetimes, events, waiting and masking.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pause } from '../../../src/core/base/clock.ts';
import { DisposableStore, toDisposable } from '../../../src/core/base/disposable.ts';
import { Emitter } from '../../../src/core/base/emitter.ts';
import { redact } from '../../../src/core/base/redact.ts';
import { createFakeClock } from '../../support/fakeClock.ts';

test('a store releases everything once, last first, even when one part fails', () => {
  const released: string[] = [];
  const store = new DisposableStore();
  for (const name of ['a', 'b']) store.add(toDisposable(() => void released.push(name)));
  store.add(toDisposable(() => {
    throw new Error('stuck');
  }));
  assert.throws(() => store.dispose(), AggregateError);
  store.dispose();
  assert.deepEqual(released, ['b', 'a']);
  store.add(toDisposable(() => void released.push('late')));
  assert.deepEqual(released, ['b', 'a', 'late']);
});

test('one listener that throws does not keep the others from hearing', () => {
  const failures: unknown[] = [];
  const emitter = new Emitter<number>((failure) => failures.push(failure));
  const heard: number[] = [];
  emitter.event(() => {
    throw new Error('deaf');
  });
  const subscription = emitter.event((value) => heard.push(value));
  emitter.fire(1);
  subscription.dispose();
  emitter.fire(2);
  assert.deepEqual(heard, [1]);
  assert.equal(failures.length, 2);
});

test('a pause ends with its time, or at once when it is called off', async () => {
  const clock = createFakeClock();
  const control = new AbortController();
  const order: string[] = [];
  const timed = pause(clock, 100, new AbortController().signal).then(() => order.push('timed'));
  const called = pause(clock, 1_000, control.signal).then(() => order.push('called off'));
  control.abort();
  await called;
  await clock.advance(100);
  await timed;
  assert.deepEqual(order, ['called off', 'timed']);
});

test('what is shaped like a key never survives, and ordinary text does', () => {
  const secrets = [
    'sk-proj-abcdefgh12345678', 'AIzaSyA1234567890abcdefghijklmnopqrstuvw', 'gsk_abcdefgh12345678', 'ghp_abcdefgh12345678',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.sflKxwRJSMeKKF2QT4',
  ];
  for (const secret of secrets) assert.ok(!redact(`the key ${secret} was refused`).includes(secret), secret);
  assert.ok(!redact('Authorization: Bearer abcdefghij').includes('abcdefghij'));
  assert.ok(!redact('https://host/v1?key=abcdefghij&x=1').includes('abcdefghij'));
  assert.ok(!redact('http://user:hunter22@proxy:8080').includes('hunter22'));
  const plain = 'The task risk-free skates past authors; see https://example.com/a?b=c and basic cookies.';
  assert.equal(redact(plain), plain);
});

test('a known key is masked wherever it stands', () => {
  fc.assert(fc.property(fc.stringMatching(/^[A-Za-z0-9]{8,40}$/), fc.string(), fc.string(), (key, before, after) => {
    assert.ok(!redact(`${before}${key}${after}`, [key]).includes(key));
  }));
});
