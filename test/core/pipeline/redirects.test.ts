// A request goes to the address the user gave, with all it carries, and nowhere else.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wires } from '../../contract/wires.ts';
import { collect } from '../../support/collect.ts';
import { callOf, simulatedClient, simulatedKey } from '../../support/simulatedClient.ts';
import { body, eventStream } from '../../support/simulator/answers.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';

const asked = [['openai', 'openai-chat'], ['anthropic', 'anthropic-messages'], ['gemini', 'gemini-content']] as const;
const redirect = (status: number, location: string) => body(status, 'text/html', 'moved', { location });

test('neither key nor question follows a redirect to another origin', async () => {
  for (const [provider] of asked) {
    for (const status of [301, 302, 303, 307, 308]) {
      await using elsewhere = await startSimulator(body(200, 'text/html', 'hello'));
      await using simulator = await startSimulator(redirect(status, `${elsewhere.url}/v1`));
      const { client } = simulatedClient('', { providers: { [provider]: { baseUrl: simulator.url } } });
      const { finish } = await collect(client(callOf('hi', { model: `${provider}/m` })));
      assert.deepEqual([finish.error?.kind, finish.error?.facts.status], ['bad-response', status], provider);
      assert.ok(finish.error?.message.includes(elsewhere.url) && finish.error.message.includes(`parley.providers.${provider}.baseUrl`));
      assert.equal(elsewhere.requests.length, 0);
    }
  }
});

test('a redirect within the origin is followed with the same question', async () => {
  for (const [provider, wireName] of asked) {
    const wire = wires.get(wireName);
    assert.ok(wire);
    await using simulator = await startSimulator(redirect(307, '/somewhere/else'), eventStream(wire.events({ text: ['ok'] })));
    const { client } = simulatedClient('', { providers: { [provider]: { baseUrl: simulator.url } } });
    assert.equal((await collect(client(callOf('hi', { model: `${provider}/m` })))).text, 'ok');
    const [first, second] = simulator.requests;
    assert.deepEqual([second?.path, second?.method, second?.body], ['/somewhere/else', 'POST', first?.body]);
    assert.ok(JSON.stringify(second?.headers).includes(simulatedKey));
  }
});

test('going round in circles ends', async () => {
  await using simulator = await startSimulator(redirect(308, '/again'));
  const { client } = simulatedClient('', { providers: { openai: { baseUrl: simulator.url } } });
  const { finish } = await collect(client(callOf('hi')));
  assert.equal(finish.error?.kind, 'bad-response');
  assert.equal(simulator.requests.length, 4);
});

test('a proxy that wants to know who asks is told apart from no connection', async () => {
  await using simulator = await startSimulator(body(407, 'text/html', '<html>who are you</html>'));
  for (const [provider] of asked) {
    const { client } = simulatedClient('', { providers: { [provider]: { baseUrl: simulator.url } } });
    assert.equal((await collect(client(callOf('hi', { model: `${provider}/m` })))).finish.error?.kind, 'proxy');
  }
});
