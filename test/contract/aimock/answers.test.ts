// What aimock says arrives through every vendor's door, and it understands what is asked there.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as z from 'zod/mini';
import { getObject } from '../../../src/core/structured/askForObject.ts';
import { assemble } from '../../../src/core/model/assemble.ts';
import { textMessage } from '../../../src/core/model/message.ts';
import { callOf } from '../../support/simulatedClient.ts';
import { doors } from './doors.ts';
import { useAimock } from './stage.ts';

const story = 'Naïve 日本 👩‍👩‍👧 line\u2028break\n\nend';
const city = { type: 'object', properties: { city: { type: 'string' } } } as const;
const tools = ['weather', 'clock'].map((name) => ({ name, description: `Tells the ${name}.`, parameters: city }));
const finding = { title: 'Off by one', lines: [3, 4] };

const { mock, client, ask } = useAimock([
  { to: { toolResultContains: '12:00' }, says: { content: 'It is noon.' } },
  { to: { systemMessage: 'be brief' }, says: { content: 'Yes.' } },
  { to: { userMessage: 'and then?', turnIndex: 1 }, says: { content: 'The second turn.' } },
  { to: 'tell a story', says: { content: story, usage: { prompt_tokens: 900, completion_tokens: 40 } } },
  { to: 'two tools', says: { toolCalls: [{ name: 'weather', arguments: '{"city":"Bern"}' }, { name: 'clock', arguments: '{}' }] } },
  { to: 'words and a tool', says: { content: 'Let me see.', toolCalls: [{ name: 'clock', arguments: '{"city":"日本"}' }] } },
  { to: 'a tool, then words', says: { blocks: [{ type: 'toolCall', name: 'clock', arguments: '{}' }, { type: 'text', text: 'Asked.' }] } },
  { to: 'think', says: { content: 'So: 4', reasoning: 'first this, then that' } },
  { to: 'find', says: { content: JSON.stringify(finding) } },
  { to: 'go on for long', says: { content: 'half', finishReason: 'length' } },
]);

for (const door of doors) {
  describe(`${door.name} at aimock`, () => {
    test('text arrives as it was said, with usage where it was asked for', async () => {
      const { text, finish, events } = await ask(door, 'tell a story');
      assert.equal(text, story);
      assert.equal(finish.reason.unified, 'stop');
      assert.ok(events.filter(({ type }) => type === 'text-delta').length > 0);
      const asked = mock.getLastRequest()?.body as { readonly stream_options?: { readonly include_usage?: boolean } } | null;
      const told = door.wire !== 'openai-chat' || asked?.stream_options?.include_usage === true;
      assert.deepEqual([finish.usage.input.fresh, finish.usage.output.text], told ? [900, 40] : [undefined, undefined]);
    });

    test('tool calls arrive whole, alone, two at once, after words and before them', async () => {
      const two = await ask(door, 'two tools', { tools });
      assert.deepEqual(two.toolCalls.map(({ name, arguments: given }) => [name, given]), [['weather', { city: 'Bern' }], ['clock', {}]]);
      assert.equal(new Set(two.toolCalls.map(({ id }) => id)).size, 2);
      assert.equal(two.finish.reason.unified, 'tool-calls', two.finish.error?.message);
      for (const [question, words, given] of [['words and a tool', 'Let me see.', { city: '日本' }], ['a tool, then words', 'Asked.', {}]] as const) {
        const { text, toolCalls, finish } = await ask(door, question, { tools });
        assert.deepEqual([text, toolCalls.map((call) => call.arguments), finish.reason.unified], [words, [given], 'tool-calls']);
      }
    });

    test('the result of a tool is understood, beside the call it answers', async () => {
      const first = await ask(door, 'words and a tool', { tools });
      const [call] = first.toolCalls;
      assert.ok(call);
      const { text } = await ask(door, '', {
        tools,
        messages: [textMessage('user', 'what time'), assemble(first.events), { role: 'tool', parts: [{ type: 'tool-result', id: call.id, name: call.name, content: [{ type: 'text', text: '12:00' }] }] }],
      });
      assert.equal(text, 'It is noon.');
    });

    test('thinking arrives apart from the text, and may go back', async () => {
      const first = await ask(door, 'think', { thinking: 'low' });
      assert.deepEqual([first.text, first.thinking], ['So: 4', 'first this, then that']);
      const second = await ask(door, '', { thinking: 'low', messages: [textMessage('user', 'think'), assemble(first.events), textMessage('user', 'and then?')] });
      assert.equal(second.text, 'The second turn.', second.finish.error?.message);
    });

    // aimock knows a system prompt by its older role only.
    if (door.name !== 'openai chat') test('the system prompt is understood', async () => {
      assert.equal((await ask(door, '', { messages: [textMessage('system', 'be brief'), textMessage('user', 'is it so?')] })).text, 'Yes.');
    });

    test('an object satisfies its schema', async () => {
      const schema = z.object({ title: z.string(), lines: z.array(z.int()) });
      const result = await getObject({ handler: client(door), call: callOf('find', { model: door.model }), schema, name: 'finding' });
      assert.ok(result.ok);
      assert.deepEqual([result.value, result.attempts], [finding, 1]);
    });

    test('an answer that was cut for its length says so', async () => {
      const { text, finish } = await ask(door, 'go on for long');
      assert.deepEqual([text, finish.reason.unified], ['half', 'length']);
    });
  });
}
