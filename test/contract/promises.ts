// What every provider promises, whatever its wire format. Each promise plays on a stage of its own.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assemble } from '../../src/core/model/assemble.ts';
import { textMessage } from '../../src/core/model/message.ts';
import { isVisible } from '../../src/core/model/streamEvent.ts';
import { body, cutSocket, silence, stall } from '../support/simulator/answers.ts';
import type { RefusalKind, Untellable } from '../support/simulator/wire.ts';
import { bytesOf, contractKey, type Stage, stream } from './stage.ts';

/** A promise by its name. */
export interface ContractPromise {
  readonly name: string;
  /** What a wire has to be able to tell for this. */
  readonly needs?: Untellable;
  readonly play: (stage: Stage) => Promise<void>;
}

const story = ['Once ', 'naïve 日本 ', '👩‍👩‍👧 ', 'line\u2028break\n\n', 'end'];
const told = { fresh: 900, text: 40 };

export const promises: readonly ContractPromise[] = [
  {
    name: 'streams text, tells usage and ends naturally',
    async play({ ask, says, reference, wire }) {
      const { text, finish, events } = await ask(says({ text: story, usage: told }));
      assert.equal(text, story.join(''));
      assert.equal(finish.reason.unified, 'stop');
      assert.equal(finish.reason.raw === undefined, wire.untold?.endReason !== undefined);
      assert.equal(finish.model, reference);
      assert.equal(finish.usage.input.fresh, 900);
      assert.equal(finish.usage.output.text, 40);
      assert.equal(events.filter(({ type }) => type === 'message-start').length, 1);
      assert.ok(events.findIndex(({ type }) => type === 'message-start') < events.findIndex(isVisible));
    },
  },
  {
    name: 'gives the same answer wherever the network cuts the bytes',
    async play({ ask, wire }) {
      const bytes = bytesOf(wire.events({ text: story, thinking: ['hm ', 'é'] }));
      await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 8 }), async (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
        const { text, thinking, finish } = await ask(stream(wire, pieces));
        assert.deepEqual([text, thinking.replaceAll(/\s+/g, ' ').trim(), finish.reason.unified], [story.join(''), 'hm é', 'stop']);
      }), { numRuns: 12 });
    },
  },
  {
    name: 'ends an empty answer and a long one alike',
    async play({ ask, says }) {
      const nothing = await ask(says({ text: [] }));
      assert.deepEqual([nothing.text, nothing.finish.reason.unified], ['', 'stop']);
      const pieces = Array.from({ length: 3_000 }, (_, index) => `word${index} `);
      assert.equal((await ask(says({ text: pieces }))).text, pieces.join(''));
    },
  },
  {
    name: 'tells thinking apart from text',
    async play({ ask, says }) {
      const { text, thinking } = await ask(says({ thinking: ['first this', ', then that'], text: ['So: 4'] }), { thinking: 'low' });
      assert.equal(text, 'So: 4');
      assert.match(thinking, /first this\s*, then that/);
    },
  },
  {
    name: 'brings tool calls whole, also two at once',
    async play({ ask, says, understood }) {
      const tools = ['weather', 'clock'].map((name) => ({ name, description: name, parameters: { type: 'object', properties: { city: { type: 'string' } } } }));
      const { toolCalls, finish, text } = await ask(says({
        text: ['Let me see.'],
        toolCalls: [{ id: 'call_1', name: 'weather', pieces: ['{"city":', '"Bern"}'] }, { id: 'call_2', name: 'clock', pieces: ['{}'] }],
      }), { tools });
      assert.equal(text, 'Let me see.');
      assert.deepEqual(toolCalls.map(({ name, arguments: given }) => ({ name, given })), [{ name: 'weather', given: { city: 'Bern' } }, { name: 'clock', given: {} }]);
      assert.equal(new Set(toolCalls.map(({ id }) => id)).size, 2);
      assert.equal(finish.reason.unified, 'tool-calls');
      assert.deepEqual(understood().tools, ['weather', 'clock']);
    },
  },
  {
    name: 'keeps cached and reasoning tokens in buckets of their own',
    async play({ ask, says }) {
      const { finish } = await ask(says({ text: ['x'], usage: { fresh: 100, cacheRead: 800, text: 30, reasoning: 12 } }));
      const { input, output } = finish.usage;
      assert.deepEqual([input.fresh, input.cacheRead], [100, 800]);
      assert.equal((output.text ?? 0) + (output.reasoning ?? 0), 42);
    },
  },
  {
    name: 'leaves untold usage unknown',
    async play({ ask, says }) {
      const { finish } = await ask(says({ text: ['x'], usage: null }));
      assert.deepEqual([finish.usage.input.fresh, finish.usage.output.text], [undefined, undefined]);
    },
  },
  {
    name: 'names length, content filter and refusal as what they are',
    needs: 'endReason',
    async play({ ask, says }) {
      for (const finish of ['length', 'content-filter', 'refusal'] as const) {
        const { reason } = (await ask(says({ text: ['half'], finish }))).finish;
        assert.ok(reason.unified === finish || (finish === 'refusal' && reason.unified === 'content-filter'), `${finish} came as ${reason.unified}`);
      }
    },
  },
  {
    name: 'classifies every refusal, and masks the key',
    async play({ ask, refuses }) {
      const kinds: readonly RefusalKind[] = ['auth', 'permission', 'quota', 'rate-limit', 'overloaded', 'server', 'context-overflow', 'not-found', 'bad-request'];
      for (const kind of kinds) {
        const { finish, events } = await ask(refuses(kind));
        assert.equal(finish.error?.kind, kind, finish.error?.message);
        assert.ok(!events.some(isVisible));
        assert.ok(!JSON.stringify(events).includes(contractKey));
      }
    },
  },
  {
    name: 'believes Retry-After',
    needs: 'http',
    async play({ ask, refuses }) {
      assert.equal((await ask(refuses('rate-limit', { 'retry-after': '7' }))).finish.error?.facts.retryAfterMs, 7_000);
    },
  },
  {
    name: 'tells an error in the middle, and keeps what came before it',
    async play({ ask, wire }) {
      const events = wire.events({ text: ['so ', 'far ', 'and on'] });
      const { text, finish } = await ask(stream(wire, [...events.slice(0, wire.endMark(events) - 1), wire.overloadedEvent()]));
      assert.ok('so far and on'.startsWith(text) && text !== '', text);
      assert.equal(finish.error?.kind, 'overloaded', finish.error?.message);
    },
  },
  {
    name: 'is interrupted when the stream ends before its end mark, however it ends',
    async play({ ask, wire }) {
      const events = wire.events({ text: ['one ', 'two ', 'three'] });
      const end = wire.endMark(events);
      for (const kept of new Set([1, Math.ceil(end / 2), end - 1, end].filter((count) => count >= 1 && count <= end))) {
        for (const how of [undefined, cutSocket]) {
          const { finish, text } = await ask(stream(wire, events.slice(0, kept), how));
          assert.ok('one two three'.startsWith(text));
          const expected = text === '' ? ['interrupted', 'error'] : ['interrupted'];
          assert.ok(expected.includes(finish.reason.unified), `after ${kept} of ${events.length}: ${finish.reason.unified}`);
        }
      }
    },
  },
  {
    name: 'is interrupted when the stream is cut at any byte before its end mark',
    async play({ ask, wire }) {
      const events = wire.events({ text: ['one ', 'two ', 'three'] });
      const bytes = bytesOf(events);
      const began = bytesOf(events.slice(0, events.findIndex((event) => Buffer.from(event as Uint8Array).includes('one ')) + 1)).length;
      const end = bytesOf(events.slice(0, wire.endMark(events))).length;
      await fc.assert(fc.asyncProperty(fc.integer({ min: began, max: end }), async (kept) => {
        const { finish, text } = await ask(stream(wire, [bytes.subarray(0, kept)]));
        assert.equal(finish.reason.unified, 'interrupted', `after ${kept} of ${bytes.length} bytes: ${finish.error?.message}`);
        assert.ok('one two three'.startsWith(text));
      }), { numRuns: 25 });
    },
  },
  {
    name: 'takes a success that is no stream for what it is',
    needs: 'http',
    async play({ ask }) {
      for (const answer of [body(200, 'text/html', '<html>Sign in</html>'), body(200, 'application/json', '{"hello":"there"}')]) {
        assert.equal((await ask(answer)).finish.error?.kind, 'bad-response');
      }
    },
  },
  {
    name: 'stops at once, before the answer and within it, and hangs up',
    async play({ client, call, simulator, wire }) {
      const events = wire.events({ text: ['one ', 'two '] });
      simulator.script(silence, stream(wire, events.slice(0, wire.endMark(events)), stall));
      const early = new AbortController();
      const reading = (async () => {
        for await (const event of client(call({ signal: early.signal }))) if (event.type === 'finish') return event;
        return undefined;
      })();
      const seen = await simulator.request(0);
      early.abort();
      assert.equal((await reading)?.reason.unified, 'cancelled');
      await seen.closed;
      const late = new AbortController();
      let last;
      for await (const event of client(call({ signal: late.signal }))) {
        last = event;
        if (event.type === 'text-delta') late.abort();
      }
      assert.equal(last?.type === 'finish' && last.reason.unified, 'cancelled');
      await (await simulator.request(1)).closed;
    },
  },
  {
    name: 'sends system, turns, image, schema and limits where the vendor looks for them',
    async play({ ask, says, understood, provider }) {
      await ask(says({ text: ['ok'] }), {
        messages: [
          textMessage('system', 'be brief'),
          textMessage('user', 'first'),
          textMessage('assistant', 'second'),
          { role: 'user', parts: [{ type: 'text', text: 'third' }, { type: 'image', mediaType: 'image/png', data: 'iVBORw0KGgo=' }] },
        ],
        limits: { maxOutputTokens: 77 },
      });
      const seen = understood();
      assert.match(seen.system, /be brief/);
      assert.deepEqual(seen.turns.map(({ role, text }) => `${role}: ${text.trim()}`), ['user: first', 'assistant: second', 'user: third']);
      assert.equal(seen.images, 1);
      assert.equal(seen.maxOutput, 77);
      assert.ok(seen.model.includes('contract-model'));
      assert.equal(seen.key, provider.key.use === 'none' ? undefined : contractKey);
    },
  },
  {
    name: 'takes its own answer back with thinking and tools, opaque state verbatim',
    async play({ ask, says, understood }) {
      const first = await ask(says({ thinking: ['hm'], text: ['Looking.'], toolCalls: [{ id: 'call_9', name: 'clock', pieces: ['{"zone":"UTC"}'] }] }), {
        tools: [{ name: 'clock', description: '', parameters: { type: 'object' } }],
        thinking: 'low',
      });
      const answer = assemble(first.events);
      const [call] = first.toolCalls;
      assert.ok(call);
      const states = answer.parts.flatMap((part) => ('opaque' in part && part.opaque ? [part.opaque.data] : []));
      const second = await ask(says({ text: ['Noon.'] }), {
        messages: [textMessage('user', 'what time'), answer, { role: 'tool', parts: [{ type: 'tool-result', id: call.id, name: 'clock', content: [{ type: 'text', text: '12:00' }] }] }],
        tools: [{ name: 'clock', description: '', parameters: { type: 'object' } }],
        thinking: 'low',
      });
      assert.equal(second.text, 'Noon.');
      const seen = understood();
      assert.ok(seen.turns.some(({ role, text }) => role === 'tool' && text.includes('12:00')), JSON.stringify(seen.turns));
      assert.equal(seen.opaque.length, states.length);
    },
  },
  {
    name: 'takes over a conversation from any other vendor, without that vendor\'s secrets',
    async play({ ask, says, understood }) {
      const foreign = { vendor: 'somebody-else', data: { signature: 'foreign-signature' } };
      const { finish } = await ask(says({ text: ['Go on.'] }), {
        messages: [
          textMessage('user', 'what time'),
          { role: 'assistant', parts: [{ type: 'thinking', text: 'thought elsewhere', opaque: foreign }, { type: 'text', text: 'Looking.', opaque: foreign }, { type: 'tool-call', id: 'x-1', name: 'clock', arguments: {}, opaque: foreign }] },
          { role: 'tool', parts: [{ type: 'tool-result', id: 'x-1', name: 'clock', content: [{ type: 'text', text: '12:00' }] }] },
          textMessage('assistant', 'It is noon.'),
          textMessage('user', 'thanks'),
        ],
        tools: [{ name: 'clock', description: '', parameters: { type: 'object' } }],
      });
      assert.equal(finish.reason.unified, 'stop', finish.error?.message);
      const seen = understood();
      assert.deepEqual(seen.opaque, []);
      assert.ok(seen.turns.some(({ text }) => text.includes('Looking.')) && seen.turns.at(-1)?.text.includes('thanks'));
    },
  },
];
