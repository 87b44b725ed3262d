// Answers made to hurt end with an object or a clear error.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { finish } from '../../../src/core/model/finish.ts';
import type { Json } from '../../../src/core/model/message.ts';
import type { StreamEvent } from '../../../src/core/model/streamEvent.ts';
import { getObject } from '../../../src/core/structured/askForObject.ts';
import type { ObjectMode } from '../../../src/core/structured/modes.ts';
import type { ObjectResult } from '../../../src/core/structured/objectResult.ts';
import { callOf } from '../../support/simulatedClient.ts';
import { callingTool, saying, scripted } from './support/scripted.ts';

function ask<S extends z.ZodMiniType>(schema: S, mode: ObjectMode, ...answers: readonly (readonly StreamEvent[])[]): Promise<ObjectResult<z.output<S>>> {
  return getObject({ handler: scripted(...answers).handler, call: callOf('x'), schema, name: 'thing', mode });
}

const anything = z.object({ tree: z.json() });

test('ten thousand levels of nesting are an error with words, in text and in arguments', async () => {
  const text = `{"tree": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  for (const result of [await ask(anything, 'native', saying(text, 'stop', 500)), await ask(anything, 'prompt', saying(text, 'stop', 500))]) {
    assert.ok(!result.ok);
    assert.match(result.error.message, /nested deeper than 256/);
  }
  let tree: Json = 'leaf';
  for (let level = 0; level < 10_000; level++) tree = [tree];
  const whole: StreamEvent[] = [{ type: 'tool-call-end', id: 't1', name: 'thing', arguments: { tree } }, finish({ reason: 'tool-calls', model: 'm' })];
  const script = scripted(whole);
  const result = await getObject({ handler: script.handler, call: callOf('x'), schema: anything, name: 'thing', mode: 'tool' });
  assert.ok(!result.ok && /nested deeper than 256/.test(result.error.message));
  assert.equal(result.attempts, 3);
  assert.doesNotThrow(() => JSON.stringify(script.calls[2]?.messages), 'no dialect has to write it');
});

test('as deep as is allowed, an answer is read, checked and cleaned', async () => {
  const text = `{"tree": ${'['.repeat(200)}${']'.repeat(200)}}`;
  assert.ok((await ask(anything, 'native', saying(text, 'stop', 500))).ok);
});

test('a string of five million characters arrives', async () => {
  const long = 'é"\\\n'.repeat(1_250_000);
  const result = await ask(z.object({ long: z.string() }), 'native', saying(JSON.stringify({ long }), 'stop', 4_096));
  assert.ok(result.ok);
  assert.equal(result.value.long, long);
});

test('keys that name prototypes reach none', async () => {
  const evil = '{"tree": {"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}, "__proto__": {"polluted": 1}}';
  const parsed = JSON.parse(evil) as Json;
  const loose = z.looseObject({ tree: z.record(z.string(), z.unknown()) });
  for (const [schema, mode, answer] of [[anything, 'native', saying(evil)], [loose, 'native', saying(evil)], [loose, 'tool', callingTool('thing', parsed)]] as const) {
    const result = await ask(schema, mode, answer);
    assert.ok(result.ok);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    assert.ok(!Object.hasOwn(result.value, '__proto__') && !Object.hasOwn(result.value.tree as object, '__proto__'));
    assert.equal(Object.getPrototypeOf(result.value.tree), Object.prototype);
    assert.equal((Object.assign({}, result.value.tree) as Record<string, unknown>)['polluted'], undefined);
  }
});

test('what the schema leaves open is cleaned too', async () => {
  const parsed = JSON.parse('{"tree": {"__proto__": {"polluted": 1}, "kept": 1}}') as Json;
  const result = await ask(z.object({ tree: z.unknown() }), 'tool', callingTool('thing', parsed));
  assert.ok(result.ok);
  assert.equal(Object.getPrototypeOf(result.value.tree), Object.prototype);
  assert.deepEqual(result.value.tree, { kept: 1 });
});

test('NaN and the like are named in what goes back', async () => {
  const script = scripted(saying('{"n": NaN}'), saying('{"n": 1}'));
  const result = await getObject({ handler: script.handler, call: callOf('x'), schema: z.object({ n: z.number() }), name: 'thing' });
  assert.ok(result.ok && result.attempts === 2);
  assert.match(JSON.stringify(script.calls[1]?.messages), /NaN is no JSON/);
});

test('what goes back stays short, however much is wrong', async () => {
  const wrong = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`${index}-${'k'.repeat(2_000)}`, 'x']));
  const script = scripted(saying(JSON.stringify(wrong), 'stop', 10_000), saying('{}'));
  const result = await getObject({ handler: script.handler, call: callOf('x'), schema: z.record(z.string(), z.number()), name: 'thing', mode: 'prompt', attempts: 2 });
  assert.ok(result.ok);
  const once = await ask(z.record(z.string(), z.number()), 'prompt', saying(JSON.stringify(wrong), 'stop', 10_000));
  assert.ok(!once.ok && once.problems.length <= 20);
  assert.ok(JSON.stringify(script.calls[1]?.messages).length < 12_000, 'an answer of ten megabytes is not sent back');
});

test('whatever a model says, the end is one result', async () => {
  const words = fc.array(fc.constantFrom('{', '}', '[', ']', '"', ':', ',', 'a', '{"a":1}', '```json\n', '```', '<think>', '</think>', '\\', 'null', '1e9'), { maxLength: 40 });
  const modes = fc.constantFrom<ObjectMode>('native', 'tool', 'prompt');
  const reasons = fc.constantFrom('stop', 'length', 'interrupted', 'tool-calls', 'refusal', 'pause', 'error');
  await fc.assert(
    fc.asyncProperty(words, modes, reasons, async (said, mode, reason) => {
      const result = await ask(z.object({ a: z.number() }), mode, saying(said.join(''), reason as 'stop', 3));
      if (result.ok) assert.equal(typeof result.value.a, 'number');
      else assert.notEqual(result.error.message, '');
    }),
    { numRuns: 500 },
  );
});
