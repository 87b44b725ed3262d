// What the dashboard may ask for, and what is refused whatever it is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { answer, type HandlersOf } from '../../src/shared/answer.ts';
import { checkUsageRequest } from '../../src/shared/usageGuards.ts';
import type { UsageRequests } from '../../src/shared/usageProtocol.ts';

const request = (name: string, parameters: unknown) => ({ kind: 'request', id: 7, name, parameters });

test('a request is taken as it is', () => {
  assert.deepEqual(checkUsageRequest(request('overview', { range: '7days', by: 'task' })), { ok: true, request: { id: 7, name: 'overview', parameters: { range: '7days', by: 'task' } } });
});

for (const [name, parameters] of [
  ['overview', { range: 'a century', by: 'task' }], ['overview', { range: '7days', by: 'conversation' }], ['overview', { range: '7days' }],
  ['requests', { range: 'all', before: { at: -1, id: 0 } }], ['requests', { range: 'all', before: { at: 1.5, id: 0 } }], ['calculation', { at: '1', id: 1 }], ['calculation', { at: 1, id: Number.NaN }],
  ['export', { range: 'all', path: '/etc/passwd' }], ['compare', { source: 'month', choose: 'yes' }], ['reportFailure', { message: 'x'.repeat(8_001) }],
] as const) {
  test(`refused: ${name} with ${JSON.stringify(parameters).slice(0, 60)}`, () => {
    assert.deepEqual(checkUsageRequest(request(name, parameters)), { ok: false, id: 7 });
  });
}

test('whatever arrives, nothing is thrown, and what is no request reaches no handler', async () => {
  const handlers = new Proxy({}, { get: () => () => assert.fail('reached a handler') }) as HandlersOf<UsageRequests>;
  await fc.assert(fc.asyncProperty(fc.oneof(fc.anything(), fc.record({ kind: fc.constant('request'), id: fc.anything(), name: fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'toString')), parameters: fc.anything() })), async (message) => {
    const failures: string[] = [];
    const response = await answer(checkUsageRequest(message), handlers, (name) => failures.push(name));
    assert.deepEqual(failures, ['malformed']);
    assert.ok(response === undefined || 'failure' in response);
  }));
});
