// Everything that can go wrong on this wire is told as what it is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anthropicMessagesWire as wire, messageEvents, messageStart, named, textBlock } from '../../../support/simulator/anthropicMessagesWire.ts';
import { body, eventStream, refusal } from '../../../support/simulator/answers.ts';
import { startSimulator } from '../../../support/simulator/simulator.ts';
import type { RefusalKind } from '../../../support/simulator/wire.ts';
import { ask, testKey } from './support.ts';

const failed = (type: string, message: string, details?: object) => ({ type: 'error', error: { type, message, ...(details && { details }) }, request_id: 'req_body' });

test('every refusal has its kind, with request id and the time to wait', async () => {
  const kinds: readonly RefusalKind[] = ['auth', 'permission', 'quota', 'rate-limit', 'overloaded', 'server', 'context-overflow', 'not-found', 'bad-request', 'content-filter'];
  for (const kind of kinds) {
    const { status, body: text, headers } = wire.refusal(kind);
    const { finish } = await ask(body(status, 'application/json', text, { ...headers, 'request-id': 'req_7', 'retry-after': '3' }));
    assert.equal(finish.error?.kind, kind, text);
    assert.deepEqual([finish.error?.facts.requestId, finish.error?.facts.retryAfterMs, finish.error?.facts.status], ['req_7', 3000, status]);
    assert.equal(finish.error?.facts.retryable, ['rate-limit', 'overloaded', 'server'].includes(kind));
  }
});

test('the less usual refusals are understood as well', async () => {
  const cases: readonly [number, object, string][] = [
    [402, failed('billing_error', 'There is an issue with your billing.'), 'quota'],
    [400, failed('invalid_request_error', 'input length and `max_tokens` exceed context limit: 199000 + 8192 > 200000'), 'context-overflow'],
    [400, failed('invalid_request_error', 'You have reached your specified API usage limits. You will regain access on 2026-12-01.'), 'quota'],
    [429, failed('rate_limit_error', 'Refused.', { error_code: 'enforced_spend_limit_reached' }), 'quota'],
    [413, failed('request_too_large', 'Request exceeds the maximum size'), 'context-overflow'],
    [504, failed('timeout_error', 'Request timed out.'), 'timeout'],
    [503, failed('overloaded_error', 'Overloaded'), 'overloaded'],
    [302, {}, 'bad-response'],
  ];
  for (const [status, error, kind] of cases) assert.equal((await ask(refusal(status, error))).finish.error?.kind, kind, JSON.stringify(error));
});

test('a redirect is not followed: it would carry the key along', async () => {
  await using elsewhere = await startSimulator(eventStream(messageEvents({ text: ['gotcha'] })));
  const { finish } = await ask(refusal(307, {}, { location: `${elsewhere.url}/v1/messages` }));
  assert.equal(finish.error?.kind, 'bad-response');
  assert.equal(elsewhere.requests.length, 0);
});

test('an error in the middle of a stream is told as what it is, and keeps what came before it', async () => {
  const cases = {
    overloaded_error: 'overloaded', api_error: 'server', rate_limit_error: 'rate-limit', authentication_error: 'auth', permission_error: 'permission',
    not_found_error: 'not-found', timeout_error: 'timeout', billing_error: 'quota', invalid_request_error: 'bad-request', something_new: 'server',
  };
  for (const [type, kind] of Object.entries(cases)) {
    const { finish, text } = await ask(eventStream([messageStart(), ...textBlock(0, ['so far']), named('error', failed(type, 'It broke.'))]));
    assert.deepEqual([text, finish.error?.kind, finish.error?.facts.requestId], ['so far', kind, 'req_body']);
  }
  const { finish } = await ask(eventStream([messageStart(), 'data: {"error":{"message":"Overloaded","type":"overloaded_error"}}\n\n']));
  assert.equal(finish.error?.kind, 'overloaded');
});

test('a success that is not a stream is a bad response that shows where it came from', async () => {
  const page = await ask(body(200, 'text/html', '<html>Please sign in</html>'));
  assert.equal(page.finish.error?.kind, 'bad-response');
  assert.match(page.finish.error?.message ?? '', /text\/html.*Please sign in/);
  assert.equal((await ask(body(200, 'application/json', '{"ok":true}'))).finish.error?.kind, 'bad-response');
  assert.equal((await ask(body(200, 'application/json', JSON.stringify(failed('authentication_error', 'no'))))).finish.error?.kind, 'auth');
  assert.equal((await ask(eventStream([]))).finish.error?.kind, 'bad-response');
  assert.equal((await ask(eventStream([messageStart(), 'data: nonsense\n\n']))).finish.error?.kind, 'bad-response');
});

test('no error ever holds the key', async () => {
  for (const answer of [refusal(401, failed('authentication_error', `Bad key ${testKey}.`)), body(200, 'text/html', testKey), eventStream([messageStart(), named('error', failed('api_error', testKey))]), eventStream([`data: ${testKey}\n\n`])]) {
    const { finish } = await ask(answer);
    assert.ok(finish.error);
    assert.ok(!JSON.stringify(finish).includes(testKey));
    assert.ok(!String(finish.error.stack).includes(testKey));
  }
});

test('a server that is not there is a network error', async () => {
  const gone = await startSimulator();
  await gone[Symbol.asyncDispose]();
  const { finish } = await ask(() => undefined, {}, { baseUrl: gone.url });
  assert.equal(finish.error?.kind, 'network');
  assert.match(finish.error?.message ?? '', /ECONNREFUSED/);
});
