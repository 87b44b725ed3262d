// A real LiteLLM proxy, asked over each of its four wires.
//
// Three things it does not do: stream an answer of its own over responses or Anthropic's wire, tell usage or thinking over
// Google's, hand on how long a vendor asked to wait. So aimock answers behind it wherever a whole answer is needed.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ask as askOnCommandLine } from '../../support/ask.ts';
import { until } from '../../vscode/support/waiting.ts';
import { masterKey, spoken } from './config.ts';
import { doors, usePeers } from './usePeers.ts';

const city = { type: 'object', properties: { city: { type: 'string' } } } as const;
const tools = ['weather', 'clock'].map((name) => ({ name, description: `Tells the ${name}.`, parameters: city }));
/** Nothing beyond 16 bits: aimock cuts such a letter in two, which Python cannot pass on. */
const story = 'Once upon a time 日本, naïve\n\nthe end';
const upstreams = ['through-chat', 'through-openai', 'through-anthropic'];

const { ask, list, url } = usePeers((mock) => {
  mock.onMessage('tell a story', { content: story, usage: { prompt_tokens: 900, completion_tokens: 40 } });
  mock.onMessage('use tools', { toolCalls: [{ name: 'weather', arguments: '{"city":"Bern"}' }, { name: 'clock', arguments: '{}' }] });
  mock.onMessage('think', { content: 'So: 4', reasoning: 'first this, then that' });
  mock.onMessage('go on for long', { content: 'half', finishReason: 'length' });
  mock.onMessage('slow down', { error: { message: 'No.', type: 'rate_limit_error' }, status: 429 });
  mock.onMessage('too much', { error: { message: 'prompt is too long: the maximum context length is 8192 tokens', type: 'invalid_request_error', code: 'context_length_exceeded' }, status: 400 });
  mock.onMessage('break off', { content: story.repeat(9) }, { latency: 5, truncateAfterChunks: 8 });
});

for (const door of doors) {
  /** It has no place for thinking and sends zeros for usage at Google's wire. */
  const isTold = door.provider !== 'gemini';
  describe(`${door.name} at LiteLLM`, () => {
    test('text arrives as the vendor behind it said it', async () => {
      for (const model of upstreams) {
        const { text, finish } = await ask(door, model, 'tell a story');
        assert.deepEqual([text, finish.reason.unified], [story, 'stop'], `${model}: ${finish.error?.message}`);
        const { input, output } = finish.usage;
        assert.deepEqual([input.fresh, (output.text ?? 0) + (output.reasoning ?? 0)], isTold ? [900, 40] : [undefined, 0], model);
      }
    });

    test('two tool calls at once arrive whole', async () => {
      for (const model of upstreams) {
        const { toolCalls, finish } = await ask(door, model, 'use tools', { tools });
        assert.deepEqual(toolCalls.map(({ name, arguments: given }) => [name, given]), [['weather', { city: 'Bern' }], ['clock', {}]], `${model}: ${finish.error?.message}`);
        assert.deepEqual([new Set(toolCalls.map(({ id }) => id)).size, finish.reason.unified], [2, 'tool-calls']);
      }
    });

    if (isTold) test('thinking arrives apart from the text', async () => {
      for (const model of upstreams) {
        const { text, thinking, finish } = await ask(door, model, 'think', { thinking: 'low' });
        assert.deepEqual([text, thinking], ['So: 4', 'first this, then that'], `${model}: ${finish.error?.message}`);
      }
    });

    test('an answer that was cut for its length says so', async () => {
      for (const model of upstreams) assert.equal((await ask(door, model, 'go on for long')).finish.reason.unified, 'length', model);
    });

    test('a limit and an overflow at the vendor are told as that', async () => {
      for (const model of upstreams) {
        assert.equal((await ask(door, model, 'slow down')).finish.error?.kind, 'rate-limit', model);
        const { finish } = await ask(door, model, 'too much');
        assert.equal(finish.error?.kind, 'context-overflow', `${model}: ${finish.error?.message}`);
      }
    });

    test('an answer that breaks off at the vendor is no natural end', async () => {
      for (const model of upstreams) {
        const { text, finish } = await ask(door, model, 'break off');
        assert.ok(story.repeat(9).startsWith(text) && text !== story.repeat(9));
        assert.ok(finish.error?.facts.retryable, `${model}: ${finish.error?.kind}`);
      }
    });

    test('a wrong key is refused, and a model that is not there is not found', async () => {
      const wrong = await ask(door, 'known', 'hello', {}, 'sk-wrong-9876543210');
      assert.equal(wrong.finish.error?.kind, 'auth', wrong.finish.error?.message);
      assert.equal((await ask(door, 'nobody', 'hello')).finish.error?.kind, 'not-found');
    });

    test('a budget that is used up is a quota', async () => {
      // The proxy books an answer some time after it was given.
      const [litellm] = doors;
      assert.ok(litellm);
      await until('the budget to be used up', async () => (await ask(litellm, 'thrifty', 'hello')).finish.error !== undefined);
      assert.equal((await ask(door, 'thrifty', 'hello')).finish.error?.kind, 'quota');
    });

    if (door.name !== 'openai over responses') test('its own refusals are told apart', async () => {
      for (const [model, kind] of [['limited', 'rate-limit'], ['overflowing', 'context-overflow'], ['failing', 'server']] as const) {
        assert.equal((await ask(door, model, 'hello')).finish.error?.kind, kind);
      }
    });

    if (/litellm|chat|gemini/.test(door.name)) test('its own answers are streamed, and its own breaking off is told', async () => {
      for (const model of ['known', 'house', 'no-price']) {
        const { text, finish } = await ask(door, model, 'hello');
        assert.deepEqual([text, finish.reason.unified], [spoken, 'stop']);
        if (isTold) assert.ok(finish.usage.input.fresh && finish.usage.output.text);
      }
      assert.equal((await ask(door, 'breaking', 'hello')).finish.error?.kind, 'overloaded');
    });
  });
}

describe('what LiteLLM alone tells', () => {
  const [litellm] = doors;
  assert.ok(litellm);

  test('the cost it calculated, and none where it knows no price', async () => {
    const house = (await ask(litellm, 'house', 'hello')).finish;
    const { fresh = 0 } = house.usage.input;
    const { text = 0 } = house.usage.output;
    assert.deepEqual(house.cost, { provenance: 'reported', amount: fresh * 0.001 + text * 0.002, currency: 'USD' });
    assert.equal((await ask(litellm, 'known', 'hello')).finish.cost.provenance, 'reported');
    assert.equal((await ask(litellm, 'no-price', 'hello')).finish.cost.provenance, 'unknown');
  });

  test('its models with their limits, and none that paints', async () => {
    const models = await list(litellm);
    assert.deepEqual(models.find(({ name }) => name === 'house'), { name: 'house', contextWindow: 12_345, maxOutput: 678, images: true, tools: true });
    assert.deepEqual(models.find(({ name }) => name === 'no-price'), { name: 'no-price' });
    assert.equal(models.some(({ name }) => name === 'painter'), false);
  });

  test('on the command line as in the editor', async () => {
    const words = ['--model', 'litellm/known', '--base-url', `${url()}/v1`, 'hello'];
    assert.deepEqual(await askOnCommandLine(words, { environment: { LITELLM_API_KEY: masterKey } }), { code: 0, out: `${spoken}\n`, err: '' });
    assert.equal((await askOnCommandLine(words, { environment: { LITELLM_API_KEY: 'sk-wrong-9876543210' } })).code, 3);
  });
});
