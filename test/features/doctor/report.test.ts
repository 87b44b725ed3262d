// The diagnosis: it tells the whole way of a request, and nothing secret, and nothing a server says becomes markup.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unknownMoney } from '../../../src/core/model/money.ts';
import { unknownUsage } from '../../../src/core/model/usage.ts';
import type { AttemptRecord, CallRecord, Outcome } from '../../../src/core/trace/record.ts';
import type { DoctorFacts } from '../../../src/features/doctor/facts.ts';
import { reportOf } from '../../../src/features/doctor/report.ts';

const start = Date.UTC(2026, 10, 21, 9, 30, 15);
const good: Outcome = {
  model: 'anthropic/claude-sonnet-5-5', servedModel: 'claude-sonnet-5-5-20260901', responseId: 'r', startedAt: start + 2_000, endedAt: start + 5_000, firstEvent: 800, reason: 'stop',
  usage: { ...unknownUsage, input: { ...unknownUsage.input, fresh: 1_200 }, output: { ...unknownUsage.output, text: 300 } },
  cost: { provenance: 'computed', amount: 0.0081, currency: 'USD', entry: 'list' }, error: undefined,
};
const refused: AttemptRecord = {
  ...good, model: 'openai/gpt-6-sol', servedModel: undefined, startedAt: start, endedAt: start + 400, firstEvent: undefined, reason: 'error', usage: unknownUsage, cost: unknownMoney, queue: 250, connect: 30, maxOutputTokens: undefined,
  error: { kind: 'rate-limit', message: 'Slow down, <b>sk-abcdefgh12345678</b>\n# now', status: 429, requestId: 'req_1' },
};
const call: CallRecord = {
  ...good, id: 'i', task: 'chat', conversation: 'c', startedAt: start, model: 'route/coding',
  decisions: [{ at: start + 400, code: 'route', message: 'OpenAI asked to slow down. anthropic/claude-sonnet-5-5 is asked.' }],
  attempts: [refused, { ...good, queue: 0, connect: 0, maxOutputTokens: 4_096 }],
};
const facts: DoctorFacts = {
  surroundings: [['Parley', '1.2.3']],
  models: [{ task: 'chat', model: 'route/coding' }],
  providers: [{ id: 'openai', label: 'OpenAI', address: 'https://someone:hunter2@gate.example/v1', key: 'in the keyring' }],
  problems: ['parley.model: not understood'],
  calls: [call],
};

test('the way of a request is told in its order, with times, figures and the error', () => {
  const report = reportOf(facts);
  const [, requests = ''] = report.split('## Last requests');
  assert.match(requests, /### 09:30:15 chat: route\/coding\n\nEnded with "stop"\. Served by claude-sonnet-5-5-20260901\. 1\.2k tokens in, 300 out\. Cost: \$0\.0081\. It took 5\.0 s\./);
  const steps = requests.split('\n').filter((line) => line.startsWith('1. '));
  assert.equal(steps.length, 3);
  assert.match(steps[0] ?? '', /\+0\.0 s \*\*openai\/gpt-6-sol\*\*: waited 0\.3 s, connected after 0\.0 s, ended after 0\.4 s\. Ended with "error"\. Cost: not known\. \[rate-limit\] HTTP 429 \(req\\_1\) Slow down/);
  assert.match(steps[1] ?? '', /\+0\.4 s OpenAI asked to slow down\./);
  assert.match(steps[2] ?? '', /\+2\.0 s \*\*anthropic\/claude-sonnet-5-5\*\*: began after 0\.8 s, ended after 3\.0 s\./);
});

test('nothing secret is in it, and what a server says is no markup', () => {
  const report = reportOf(facts);
  assert.doesNotMatch(report, /sk-abcdefgh|hunter2/);
  assert.doesNotMatch(report, /[^\\]<b>|^# now/m);
});

test('where nothing is set up and nothing was asked it says so, with the way', () => {
  const report = reportOf({ ...facts, providers: [], problems: [], calls: [] });
  assert.match(report, /None is set up\. "Parley: Manage Keys" does that\./);
  assert.match(report, /All of them are understood\./);
  assert.match(report, /Nothing was asked since this window opened\.\n$/);
});

test('the newest request comes first, and there are at most twenty', () => {
  const calls = Array.from({ length: 30 }, (_, index) => ({ ...call, task: `task${index}` }));
  const told = [...reportOf({ ...facts, calls }).matchAll(/task(\d+)/g)].map(([, index]) => Number(index));
  assert.deepEqual(told, Array.from({ length: 20 }, (_, index) => 29 - index));
});
