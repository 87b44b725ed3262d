// What is sent for each thing a call can ask for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeContent } from '../../../../src/core/dialects/geminiContent/encode.ts';
import type { Call } from '../../../../src/core/model/call.ts';
import { textMessage } from '../../../../src/core/model/message.ts';
import { eventStream } from '../../../support/simulator/answers.ts';
import { geminiContentWire } from '../../../support/simulator/geminiContentWire.ts';
import { askGemini, geminiCall } from './support/askGemini.ts';

const says = eventStream(geminiContentWire.events({ text: ['ok'] }));
const parameters = { type: 'object', properties: { zone: { type: 'string' } }, required: ['zone'] };
const clock = { name: 'clock', description: 'tells time', parameters: { $schema: 'https://json-schema.org/draft/2020-12/schema', ...parameters } };
const declared = [{ functionDeclarations: [{ name: 'clock', description: 'tells time', parametersJsonSchema: parameters }] }];

async function bodyOf(more: Partial<Call>): Promise<Record<string, unknown>> {
  return (await askGemini(says, more)).seen.body as Record<string, unknown>;
}

const configOf = (more: Partial<Call>, model = 'gemini-3.8-flash') => encodeContent(geminiCall(more), { model, info: {}, provider: 'gemini' });

test('a plain question is the smallest request that shows thoughts', async () => {
  assert.deepEqual(await bodyOf({}), { contents: [{ role: 'user', parts: [{ text: 'hello' }] }], generationConfig: { thinkingConfig: { includeThoughts: true } } });
  assert.deepEqual(await bodyOf({ model: 'gemini/some-other-model' }), { contents: [{ role: 'user', parts: [{ text: 'hello' }] }], generationConfig: {} });
});

test('the SDK may neither continue an answer nor call a tool by itself', () => {
  const { config } = configOf({ tools: [clock] }).parameters;
  assert.deepEqual([config?.automaticContinuation, config?.automaticFunctionCalling], [false, { disable: true }]);
});

test('system, tools, choice, schema, sampling, effort and limit each land in their field', async () => {
  const body = await bodyOf({
    messages: [textMessage('system', 'be brief'), textMessage('user', 'hello')],
    tools: [clock],
    toolChoice: { name: 'clock' },
    output: { name: 'answer', schema: clock.parameters },
    sampling: { temperature: 0.5, topP: 0.9, seed: 7, stop: ['END'], frequencyPenalty: 0.1, presencePenalty: 0.2 },
    thinking: 'low',
    limits: { maxOutputTokens: 100 },
  });
  assert.deepEqual(body, {
    systemInstruction: { parts: [{ text: 'be brief' }] },
    contents: [{ role: 'user', parts: [{ text: 'hello' }] }],
    tools: declared,
    toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['clock'] } },
    generationConfig: {
      maxOutputTokens: 100,
      responseMimeType: 'application/json',
      responseJsonSchema: parameters,
      thinkingConfig: { includeThoughts: true, thinkingLevel: 'LOW' },
      temperature: 0.5,
      topP: 0.9,
      seed: 7,
      stopSequences: ['END'],
      frequencyPenalty: 0.1,
      presencePenalty: 0.2,
    },
  });
});

test('every tool choice has its mode, and none is sent where there are no tools', () => {
  for (const [choice, mode] of [['auto', 'AUTO'], ['required', 'ANY'], ['none', 'NONE']] as const) {
    assert.deepEqual(configOf({ tools: [clock], toolChoice: choice }).parameters.config?.toolConfig, { functionCallingConfig: { mode } });
  }
  const { config } = configOf({ tools: [], toolChoice: 'auto' }).parameters;
  assert.deepEqual([config?.tools, config?.toolConfig], [undefined, undefined]);
});

test('before 3 a schema makes room for tools and says so, and tools that may not be called make room for it', () => {
  const both = { tools: [clock], output: { name: 'answer', schema: parameters } };
  const dropped = configOf(both, 'gemini-2.5-flash');
  assert.equal(dropped.parameters.config?.responseJsonSchema, undefined);
  assert.deepEqual(dropped.notices.map(({ code }) => code), ['parameter-dropped']);
  const kept = configOf({ ...both, toolChoice: 'none' }, 'gemini-2.5-flash');
  assert.deepEqual([kept.parameters.config?.tools, kept.parameters.config?.responseJsonSchema, kept.notices], [undefined, parameters, []]);
  for (const model of ['gemini-3.1-pro-preview', 'gemini-flash-latest', 'tuned']) {
    const { config } = configOf(both, model).parameters;
    assert.ok(config?.tools && config.responseJsonSchema, model);
  }
});

test('sampling out of range is clamped, and a notice says so before the answer begins', async () => {
  const { events, seen } = await askGemini(says, { sampling: { temperature: 3, stop: ['1', '2', '3', '4', '5', '6'], presencePenalty: 2 } });
  const { generationConfig } = seen.body as { generationConfig: Record<string, unknown> };
  assert.equal(generationConfig['temperature'], 2);
  assert.deepEqual(generationConfig['stopSequences'], ['1', '2', '3', '4', '5']);
  assert.equal(generationConfig['presencePenalty'], 1.99);
  assert.deepEqual(events.slice(0, 4).map(({ type }) => type), ['notice', 'notice', 'notice', 'message-start']);
});

test('each model is told how hard to think in its own way', () => {
  const plan = (model: string, thinking?: Call['thinking'], info = {}) => {
    const { parameters: sent, notices } = encodeContent(geminiCall(thinking === undefined ? {} : { thinking }), { model, info, provider: 'gemini' });
    return [sent.config?.thinkingConfig, notices.map(({ code }) => code)];
  };
  const shown = { includeThoughts: true };
  assert.deepEqual(plan('gemini-3.8-flash'), [shown, []]);
  assert.deepEqual(plan('gemini-3.8-flash', 'high'), [{ ...shown, thinkingLevel: 'HIGH' }, []]);
  assert.deepEqual(plan('gemini-3.1-pro-preview', 'medium'), [{ ...shown, thinkingLevel: 'MEDIUM' }, []]);
  assert.deepEqual(plan('gemini-3.5-flash', 'off'), [{ thinkingLevel: 'MINIMAL' }, []]);
  assert.deepEqual(plan('gemini-3.1-flash-lite', 'off'), [{ thinkingLevel: 'MINIMAL' }, []]);
  for (const model of ['gemini-3.8-flash', 'gemini-3.7-flash', 'gemini-3.1-pro-preview', 'gemini-flash-latest', 'gemini-4-pro']) {
    assert.deepEqual(plan(model, 'off'), [{ thinkingLevel: 'LOW' }, ['thinking-clamped']], model);
  }
  assert.deepEqual(plan('gemini-2.5-flash', 'off'), [{ thinkingBudget: 0 }, []]);
  assert.deepEqual(plan('gemini-2.5-flash', 'high'), [{ ...shown, thinkingBudget: 24_576 }, []]);
  assert.deepEqual(plan('gemini-2.5-pro', 'high'), [{ ...shown, thinkingBudget: 32_768 }, []]);
  assert.deepEqual(plan('gemini-2.5-pro', 'off'), [{ thinkingBudget: 128 }, ['thinking-clamped']]);
  assert.deepEqual(plan('gemini-2.5-flash-lite'), [undefined, []]);
  assert.deepEqual(plan('gemini-2.5-flash-lite', 'low'), [{ ...shown, thinkingBudget: 1_024 }, []]);
  assert.deepEqual(plan('gemini-2.0-flash', 'low'), [undefined, ['parameter-dropped']]);
  assert.deepEqual(plan('gemma-4', 'off'), [undefined, []]);
  assert.deepEqual(plan('gemini-3.8-flash', 'low', { thinking: false }), [undefined, ['parameter-dropped']]);
});
