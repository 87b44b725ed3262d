// An answer that breaks off within its first event, on every wire: some vendors send all of a short answer in one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect } from '../../../support/collect.ts';
import { callOf, simulatedClient } from '../../../support/simulatedClient.ts';
import { cutSocket, eventStream } from '../../../support/simulator/answers.ts';
import { startSimulator } from '../../../support/simulator/simulator.ts';

const wires = {
  'openai-chat': ['openai', { api: 'chat' }, 'data: {"id":"c","choices":[{"index":0,"delta":{"content":"whole answer"},"finish_reason":"stop"}]}\n\n'],
  responses: ['openai', { api: 'responses' }, 'event: response.completed\ndata: {"type":"response.completed","response":{"id":"r","status":"completed","output":[]}}\n\n'],
  anthropic: ['anthropic', {}, 'event: message_start\ndata: {"type":"message_start","message":{"id":"m","content":[{"type":"text","text":"Hi"}]}}\n\n'],
  gemini: ['gemini', {}, 'data: {"candidates":[{"content":{"parts":[{"text":"whole answer"}]},"finishReason":"STOP"}]}\r\n\r\n'],
} as const;

async function kindOf(wire: keyof typeof wires, bytes: readonly string[], how?: typeof cutSocket): Promise<string | undefined> {
  const [provider, settings] = wires[wire];
  await using simulator = await startSimulator(eventStream([...bytes], how));
  const { client } = simulatedClient('', { providers: { [provider]: { ...settings, baseUrl: provider === 'gemini' ? simulator.url : `${simulator.url}/v1` } } });
  return (await collect(client(callOf('hello', { model: `${provider}/some-model` })))).finish.error?.kind;
}

for (const [name, [, , event]] of Object.entries(wires)) {
  const wire = name as keyof typeof wires;
  test(`${name}: half of the first event is an interrupted answer, after comments too; nothing at all is none`, async () => {
    for (const kept of [6, Math.floor(event.length / 2), event.length - 6]) {
      for (const how of [undefined, cutSocket]) assert.equal(await kindOf(wire, [': keep-alive\n\n', event.slice(0, kept)], how), 'interrupted', `after ${kept} characters`);
    }
    assert.equal(await kindOf(wire, [': keep-alive\n\n']), 'interrupted');
    for (const nothing of [[], ['\n\n']]) assert.equal(await kindOf(wire, nothing), 'bad-response');
  });
}
