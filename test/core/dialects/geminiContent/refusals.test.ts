// What each refusal is, and how long it asks to wait.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { body, refusal } from '../../../support/simulator/answers.ts';
import { errorBody } from '../../../support/simulator/geminiContentWire.ts';
import { askGemini } from './support/askGemini.ts';

const exceeded = 'You exceeded your current quota, please check your plan and billing details. To monitor your current usage, head to: https://ai.dev/rate-limit.';
const violated = (quotaId: string, quotaValue = '10'): object => ({ '@type': 'type.googleapis.com/google.rpc.QuotaFailure', 'violations': [{ quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests', quotaId, quotaValue }] });
const wait = (retryDelay: string): object => ({ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay });
const because = (reason: string): object => ({ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, 'domain': 'googleapis.com' });

const cases: readonly [string, number, object, { retryAfterMs?: number; retryable?: boolean }?][] = [
  ['auth', 400, errorBody(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [because('API_KEY_INVALID')])],
  ['auth', 400, errorBody(400, 'INVALID_ARGUMENT', 'API key expired. Please renew the API key.', [because('API_KEY_INVALID')])],
  ['auth', 400, errorBody(400, 'INVALID_ARGUMENT', 'Please pass another one.', [because('API_KEY_INVALID')])],
  ['auth', 401, errorBody(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.')],
  ['auth', 403, errorBody(403, 'PERMISSION_DENIED', 'Your API key was reported as leaked. Please use another API key.')],
  ['auth', 403, errorBody(403, 'PERMISSION_DENIED', "Method doesn't allow unregistered callers (callers without established identity).")],
  ['permission', 403, errorBody(403, 'PERMISSION_DENIED', 'Generative Language API has not been used in project 1 before or it is disabled.', [because('SERVICE_DISABLED')])],
  ['permission', 400, errorBody(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.')],
  ['quota', 400, errorBody(400, 'FAILED_PRECONDITION', 'Gemini API free tier is not available in your country. Please enable billing on your project.')],
  ['rate-limit', 429, errorBody(429, 'RESOURCE_EXHAUSTED', exceeded, [violated('GenerateRequestsPerMinutePerProjectPerModel-FreeTier'), wait('3.5s')]), { retryAfterMs: 3_500, retryable: true }],
  ['rate-limit', 429, errorBody(429, 'RESOURCE_EXHAUSTED', `${exceeded}\nPlease retry in 11.665902715s.`), { retryAfterMs: 11_666 }],
  ['rate-limit', 429, errorBody(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).')],
  ['rate-limit', 429, errorBody(429, 'RESOURCE_EXHAUSTED', 'Resource exhausted. Please try again later.')],
  ['quota', 429, errorBody(429, 'RESOURCE_EXHAUSTED', exceeded, [violated('GenerateRequestsPerDayPerProjectPerModel-FreeTier'), wait('20s')]), { retryAfterMs: 20_000, retryable: false }],
  ['quota', 429, errorBody(429, 'RESOURCE_EXHAUSTED', exceeded, [violated('GenerateContentInputTokensPerModelPerMinute-FreeTier', '0'), wait('45s')]), { retryAfterMs: 45_000 }],
  ['quota', 429, errorBody(429, 'RESOURCE_EXHAUSTED', `${exceeded}\n* Quota exceeded for metric: x, limit: 0, model: gemini-3.1-pro`)],
  ['quota', 429, errorBody(429, 'RESOURCE_EXHAUSTED', 'Your project has exceeded its monthly spending cap.')],
  ['context-overflow', 400, errorBody(400, 'INVALID_ARGUMENT', 'The input token count (1200345) exceeds the maximum number of tokens allowed (1048576).')],
  ['bad-request', 400, errorBody(400, 'INVALID_ARGUMENT', 'Thinking level MINIMAL is not supported for this model.')],
  ['not-found', 404, errorBody(404, 'NOT_FOUND', 'models/x is not found for API version v1beta')],
  ['server', 500, errorBody(500, 'INTERNAL', 'An internal error has occurred.'), { retryable: true }],
  ['overloaded', 503, errorBody(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'), { retryable: true }],
  ['timeout', 504, errorBody(504, 'DEADLINE_EXCEEDED', 'Deadline expired before operation could complete.')],
  ['rate-limit', 429, { error: { message: JSON.stringify(errorBody(429, 'RESOURCE_EXHAUSTED', exceeded, [wait('7s')])), type: 'None', code: 429 } }, { retryAfterMs: 7_000 }],
];

test('every refusal is what it is, bare or in a list', async () => {
  for (const [kind, status, said, more] of cases) {
    for (const answer of [refusal(status, said, { 'x-request-id': 'req_7' }), refusal(status, [said], { 'x-request-id': 'req_7' })]) {
      const { finish } = await askGemini(answer);
      const name = JSON.stringify(said);
      assert.equal(finish.error?.kind, kind, name);
      assert.equal(finish.error?.facts.status, status, name);
      assert.equal(finish.error?.facts.requestId, 'req_7');
      assert.equal(finish.error?.facts.retryAfterMs, more?.retryAfterMs, name);
      if (more?.retryable !== undefined) assert.equal(finish.error?.facts.retryable, more.retryable, name);
    }
  }
});

test('a refusal is one whatever type its body claims to have', async () => {
  const said = errorBody(429, 'RESOURCE_EXHAUSTED', 'slow down');
  const { finish } = await askGemini(body(429, 'text/event-stream', JSON.stringify(said), { 'x-request-id': 'req_8' }));
  assert.deepEqual([finish.error?.kind, finish.error?.facts.requestId], ['rate-limit', 'req_8']);
});

test('a header that says how long to wait is believed first', async () => {
  const { finish } = await askGemini(refusal(429, errorBody(429, 'RESOURCE_EXHAUSTED', 'slow down', [wait('3.5s')]), { 'retry-after': '2' }));
  assert.equal(finish.error?.facts.retryAfterMs, 2_000);
});

test('pages of proxies are classified by their status, in one short line', async () => {
  const { finish } = await askGemini(body(503, 'text/html', `<html>\n\n${'<p>busy</p>\n'.repeat(2_000)}`));
  assert.equal(finish.error?.kind, 'overloaded');
  assert.ok((finish.error?.message.length ?? 0) < 700);
  assert.ok(!finish.error?.message.includes('\n'));
  assert.equal((await askGemini(body(500, 'text/plain', ''))).finish.error?.message, 'HTTP 500');
});
