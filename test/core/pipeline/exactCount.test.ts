// The vendors' own counts, asked over a socket.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../../../src/core/model/call.ts';
import { LlmError } from '../../../src/core/model/llmError.ts';
import { textMessage } from '../../../src/core/model/message.ts';
import { createExactCount } from '../../../src/core/pipeline/exactCount.ts';
import { createProviderDirectory } from '../../../src/core/providers/directory.ts';
import { registry } from '../../../src/core/providers/registry.ts';
import { body, refusal, silence } from '../../support/simulator/answers.ts';
import { type Answer, type SeenRequest, startSimulator } from '../../support/simulator/simulator.ts';

const key = 'sk-simulated-0123456789';
const tools = [{ name: 'look', description: 'Looks.', parameters: { type: 'object', properties: {} } }];
const call = (model: string, signal = new AbortController().signal): Call => ({
  model,
  messages: [textMessage('system', 'be short'), textMessage('user', 'hello')],
  tools,
  sampling: { temperature: 0.5, stop: ['x'] },
  limits: { maxOutputTokens: 50 },
  task: 'chat',
  signal,
});

async function count(model: string, answer: Answer, signal?: AbortSignal): Promise<{ readonly tokens: number; readonly requests: readonly SeenRequest[] }> {
  await using simulator = await startSimulator(answer);
  const id = model.slice(0, model.indexOf('/'));
  const exactCount = createExactCount({
    providers: createProviderDirectory(registry, () => ({ [id]: { baseUrl: simulator.url, ...(id === 'openai' && { api: 'responses' as const }) } })),
    keys: () => Promise.resolve({ key, label: 'simulated' }),
    fetch: globalThis.fetch,
  });
  return { tokens: await exactCount(call(model, signal)), requests: simulator.requests };
}

const counted = (fields: object): Answer => body(200, 'application/json', JSON.stringify(fields));

/** Per wire: a model, the vendor's answer, where it is asked, and what of the request it may hold. */
const wires = {
  'openai responses': {
    model: 'openai/gpt-6-sol',
    answer: { object: 'response.input_tokens', input_tokens: 42 },
    path: '/responses/input_tokens',
    fields: ['input', 'instructions', 'model', 'reasoning', 'tools'],
  },
  'anthropic messages': { model: 'anthropic/claude-sonnet-5-5', answer: { input_tokens: 42 }, path: '/v1/messages/count_tokens', fields: ['messages', 'model', 'system', 'thinking', 'tools'] },
  'gemini content': { model: 'gemini/gemini-3.8-flash', answer: { totalTokens: 42, promptTokensDetails: [] }, path: '/v1beta/models/gemini-3.8-flash:countTokens', fields: ['generateContentRequest'] },
} as const;

for (const [wire, { model, answer, path, fields }] of Object.entries(wires)) {
  test(`${wire}: the whole input is counted, once, and nothing of the answer is asked for`, async () => {
    const { tokens, requests } = await count(model, counted(answer));
    assert.equal(tokens, 42);
    assert.deepEqual(requests.map((request) => request.path), [path]);
    const sent = requests[0]?.body as Record<string, unknown>;
    assert.deepEqual(Object.keys(sent).toSorted(), [...fields]);
    const text = JSON.stringify(sent);
    for (const part of ['be short', 'hello', 'look']) assert.ok(text.includes(part), part);
    assert.ok(JSON.stringify(requests[0]?.headers).includes(key));
  });

  test(`${wire}: a refusal, a body of something else and a stop are told as what they are`, async () => {
    const failsAs = (kind: string) => (error: unknown): boolean => error instanceof LlmError && error.kind === kind && !JSON.stringify(error).includes(key);
    const bad = { error: { type: 'authentication_error', message: `bad key ${key}`, code: 401, status: 'UNAUTHENTICATED' } };
    await assert.rejects(count(model, refusal(401, bad)), failsAs('auth'));
    await assert.rejects(count(model, counted({ input_tokens: 'many', totalTokens: -1 })), failsAs('bad-response'));
    await assert.rejects(count(model, silence, AbortSignal.abort()), failsAs('cancelled'));
  });
}

test('where nobody counts it says so, and nothing is sent', async () => {
  await assert.rejects(count('groq/openai/gpt-oss-120b', silence), { kind: 'not-found' });
});
