// What is sent: all that goes along as it is now, or nothing and a sentence.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileChip, lastSaid, stage } from './stage.ts';

const image = { kind: 'image' as const, label: 'dot.png', detail: 'Image, png', source: { type: 'image' as const, mediaType: 'image/png', data: 'AAAA' } };
const nothing = (): void => undefined;

test('what goes along is read when it is sent, stands before the words, and is gone from the composer', async () => {
  const { composer, put, calls, clock, shown, asked } = stage();
  put('a.ts', 'old');
  composer.attach([fileChip('a.ts')]);
  await composer.parts('');
  put('a.ts', 'new');
  let sent = 0;
  assert.equal(await composer.send('Why?', () => sent++), 'asked');
  await clock.settle();
  assert.equal(lastSaid(calls[0]), 'File a.ts:\n\n```ts a.ts\nnew\n```\n\nWhy?');
  assert.equal(sent, 1);
  assert.deepEqual(asked, [['Why?', 2]]);
  assert.deepEqual(composer.prepared().chips, []);
  const [question] = shown.session.conversation().turns.values();
  assert.deepEqual(question?.kind === 'user' && [question.text, question.attachments], ['Why?', [{ label: 'a.ts', detail: 'src/a.ts' }]]);
});

test('what cannot be read is told, nothing is sent, and all of it is still there', async () => {
  const { composer, put, calls } = stage();
  put('a.ts', 'here');
  composer.attach([fileChip('a.ts'), fileChip('gone.ts')]);
  await assert.rejects(composer.send('Why?', () => assert.fail('sent')), /src\/gone.ts is no longer there. Remove it, or try again./);
  assert.equal(calls.length, 0);
  assert.equal(composer.prepared().chips.length, 2);
  const gone = composer.view().chips[1];
  assert.deepEqual([gone?.failed, gone?.note], [true, 'src/gone.ts is no longer there.']);
});

test('images go only to models that may take them; else the way out stands there', async () => {
  const { composer, info, calls, clock } = stage();
  composer.attach([image]);
  await composer.parts('');
  assert.deepEqual(composer.view().notes, []);
  info.current = { images: false };
  assert.match(composer.view().notes[0]?.sentence ?? '', /openai\/big does not take images/);
  await assert.rejects(composer.send('What is it?', nothing), /does not take images/);
  assert.equal(calls.length, 0);
  info.current = { images: true };
  await composer.send('', nothing);
  await clock.settle();
  assert.deepEqual(calls[0]?.messages.at(-1)?.parts, [{ type: 'image', mediaType: 'image/png', data: 'AAAA' }]);
});

test('an image too large for some vendor waits until the page made it smaller', async () => {
  const { composer, calls, clock } = stage();
  composer.attach([{ ...image, source: { ...image.source, data: 'A'.repeat(5_000_000) } }]);
  await composer.parts('');
  const [large] = composer.view().chips;
  assert.equal(large?.tooLarge, true);
  await assert.rejects(composer.send('What is it?', nothing), /dot.png is too large to be sent/);
  composer.replace(large?.id ?? '', { type: 'image', mediaType: 'image/webp', data: 'BBBB' });
  await composer.parts('');
  assert.equal(composer.view().chips[0]?.tooLarge, undefined);
  await composer.send('What is it?', nothing);
  await clock.settle();
  assert.equal(calls.length, 1);
});

test('images that are too much together are told of', async () => {
  const { composer, calls } = stage();
  composer.attach(Array.from({ length: 5 }, (_, index) => ({ ...image, source: { ...image.source, data: `${index}`.repeat(4_400_000) } })));
  await assert.rejects(composer.send('What are they?', nothing), /Images and files have 17 MB together; 14 MB is the most/);
  assert.equal(calls.length, 0);
});

test('the same place twice is once, and there is an end to how much goes along', () => {
  const { composer } = stage();
  composer.attach([fileChip('a.ts'), fileChip('a.ts')]);
  composer.attach([fileChip('a.ts')]);
  assert.equal(composer.prepared().chips.length, 1);
  assert.throws(() => composer.attach(Array.from({ length: 50 }, (_, index) => fileChip(`${index}.ts`))), /At most 50/);
  assert.equal(composer.prepared().chips.length, 1);
});

test('while somebody types nothing is read again within a moment, and the same words stay the same part', async () => {
  const { composer, put, clock, reads, told, disk } = stage();
  put('a.ts', 'text');
  composer.attach([fileChip('a.ts')]);
  const [first] = (await composer.parts('a')) ?? [];
  for (const text of ['ab', 'abc', 'abcd']) await composer.parts(text);
  assert.equal(reads(), 1);
  await clock.advance(3_000);
  put('a.ts', 'text');
  const [again] = (await composer.parts('abcde')) ?? [];
  assert.equal(reads(), 2);
  assert.equal(again, first);
  await clock.advance(3_000);
  const before = told.length;
  disk.clear();
  await composer.parts('abcdef');
  await clock.settle();
  const last = told.slice(before).at(-1);
  assert.equal(last?.type === 'composer-changed' && last.composer.chips[0]?.failed, true, 'a chip whose file has gone says so');
});

test('what came to nothing comes back with what went along, and goes again with it when it is asked again', async () => {
  const { composer, put, clock } = stage();
  put('a.ts', 'text');
  composer.attach([fileChip('a.ts')]);
  await composer.send('Why?', nothing);
  await clock.settle();
  composer.noticed({ type: 'draft-restored', text: 'Why?' });
  assert.deepEqual(composer.prepared().chips.map(({ label }) => label), ['a.ts']);
  composer.noticed({ type: 'draft-withdrawn', text: 'Why?' });
  assert.deepEqual(composer.prepared().chips, []);
});

test('what was prepared while a question was being sent stays', async () => {
  const { composer, put, clock } = stage({ mayBeSent: async () => {
    composer.attach([fileChip('later.ts')]);
    return Promise.resolve(true);
  } });
  put('a.ts', 'text');
  composer.attach([fileChip('a.ts')]);
  await composer.send('Why?', nothing);
  await clock.settle();
  assert.deepEqual(composer.prepared().chips.map(({ label }) => label), ['later.ts']);
});

test('a saved prompt takes along what was attached; one that was thought better of is not sent', async () => {
  let asks = true;
  const { composer, put, calls, ends, clock } = stage({ savedPrompts: {
    commandIn: (text) => Promise.resolve(text.startsWith('/review') ? { name: 'review', rest: text.slice(8) } : undefined),
    question: (name, rest) => Promise.resolve(asks ? { text: `/${name} ${rest}`, parts: [{ type: 'text', text: 'Review it: ' }, { type: 'text', text: rest }], attachments: [{ label: 'review.md', detail: 'saved prompt' }], task: 'review' } : undefined),
  } });
  put('a.ts', 'text');
  composer.attach([fileChip('a.ts')]);
  await composer.send('/review hard', nothing);
  await clock.settle();
  assert.equal(calls[0]?.task, 'review');
  assert.match(lastSaid(calls[0]), /^File a.ts:[^]*Review it: hard$/);
  asks = false;
  ends[0]?.resolve('stop');
  await clock.settle();
  await assert.rejects(composer.send('/review hard', nothing), /It was not sent/);
});

test('what was asked is kept for the arrow keys: the newest first, each once', async () => {
  const { composer, ends, clock } = stage();
  for (const [index, text] of ['one', 'two', 'one', 'three'].entries()) {
    await composer.send(text, nothing);
    await clock.settle();
    ends[index]?.resolve('stop');
    await clock.settle();
  }
  assert.deepEqual(composer.past.all(), ['three', 'one', 'two']);
});
