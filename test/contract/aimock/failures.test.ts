// What goes wrong at aimock is told as what it is, at every vendor's door.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isVisible } from '../../../src/core/model/streamEvent.ts';
import { callOf } from '../../support/simulatedClient.ts';
import { doors } from './doors.ts';
import { useAimock } from './stage.ts';

const refusals = [[400, 'bad-request'], [401, 'auth'], [403, 'permission'], [404, 'not-found'], [429, 'rate-limit'], [500, 'server'], [503, 'overloaded'], [529, 'overloaded']] as const;
const long = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');

const { ask, client } = useAimock([
  ...refusals.map(([status]) => ({ to: `refuse with ${status}`, says: { error: { message: 'No.', type: 'a_type' }, status, retryAfter: 7 } })),
  { to: 'drop', says: { content: 'x' }, how: { chaos: { dropRate: 1 } } },
  { to: 'hang up', says: { content: 'x' }, how: { chaos: { disconnectRate: 1 } } },
  { to: 'slow down', says: { content: 'x' }, how: { chaos: { rateLimitRate: 1 } } },
  { to: 'talk nonsense', says: { content: 'x' }, how: { chaos: { malformedRate: 1 } } },
  { to: 'break off', says: { content: long }, how: { latency: 4, truncateAfterChunks: 8 } },
  { to: 'go on and on', says: { content: long }, how: { latency: 4 } },
]);

for (const door of doors) {
  describe(`${door.name} at aimock`, () => {
    test('every refusal is classified, and the wait that was asked for is told', async () => {
      for (const [status, kind] of refusals) {
        const { finish, events } = await ask(door, `refuse with ${status}`);
        assert.equal(finish.error?.kind, kind, `${status}: ${finish.error?.message}`);
        assert.equal(finish.error.facts.status, status);
        assert.equal(finish.error.facts.retryAfterMs, status === 429 ? 7_000 : undefined);
        assert.ok(!events.some(isVisible));
      }
    });

    test('a dropped, hung up, limited or senseless answer is what it is', async () => {
      for (const [question, kind] of [['drop', 'server'], ['hang up', 'network'], ['slow down', 'rate-limit'], ['talk nonsense', 'bad-response']] as const) {
        assert.equal((await ask(door, question)).finish.error?.kind, kind);
      }
    });

    test('a question nobody prepared for is not found', async () => {
      assert.equal((await ask(door, 'something else')).finish.error?.kind, 'not-found');
    });

    test('an answer that breaks off is interrupted, and keeps what came', async () => {
      const { text, finish } = await ask(door, 'break off');
      assert.ok(long.startsWith(text) && text !== long);
      assert.equal(finish.error?.kind, text === '' && finish.reason.unified === 'error' ? 'network' : 'interrupted', finish.error?.message);
      assert.ok(finish.error.facts.retryable);
    });

    test('an answer can be called off in the middle', async () => {
      const control = new AbortController();
      let text = '';
      let last;
      for await (const event of client(door)(callOf('go on and on', { model: door.model, signal: control.signal }))) {
        last = event;
        if (event.type !== 'text-delta') continue;
        text += event.text;
        control.abort();
      }
      assert.equal(last?.type === 'finish' && last.reason.unified, 'cancelled');
      assert.ok(long.startsWith(text) && text !== '' && text !== long);
    });
  });
}
