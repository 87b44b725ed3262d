// Ours is tiktoken, token for token, and linear where tiktoken is not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mergeLong } from '../../../src/core/tokens/encoding/mergeLong.ts';
import { buildTable } from '../../../src/core/tokens/encoding/table.ts';
import { drain } from '../../../src/core/tokens/encoding/encoding.ts';
import { encodingNames } from '../../../src/core/tokens/ranks/rankSource.ts';
import { unpackRanks } from '../../../src/core/tokens/ranks/unpack.ts';
import { nasty } from './support/nasty.ts';
import { corpora, ownEncoding, packedRanks, referenceEncoding } from './support/reference.ts';

const runs = Number(process.env['PARLEY_RUNS'] ?? 3_000);
/** All code points is the bench's work; here every one that a rule could treat apart, and the borders of all runs. */
const probe = (character: string): string => `${character}'s !!${character}'s 1${character}111 ${character}The A${character}a `;

for (const name of encodingNames) {
  const own = ownEncoding(name);
  const reference = referenceEncoding(name);

  for (const [kind, text] of Object.entries(corpora)) {
    test(`${name}: ${kind} gives the reference's tokens`, () => {
      const tokens = reference.encode(text);
      assert.deepEqual(own.encode(text), tokens);
      assert.equal(own.count(text), tokens.length);
      assert.equal(own.count(text), tokens.length, 'also when everything was seen before');
    });
  }

  test(`${name}: any string gives the reference's tokens`, () => {
    fc.assert(fc.property(nasty, (text) => {
      const tokens = reference.encode(text);
      assert.deepEqual(own.encode(text), tokens);
      assert.equal(own.count(text), tokens.length);
    }), { numRuns: runs });
  });

  test(`${name}: any bytes of Unicode give the reference's tokens`, () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      assert.deepEqual(own.encode(text), reference.encode(text));
    }), { numRuns: runs });
  });

  test(`${name}: characters at the borders of classes, and those younger than the reference, are taken as it takes them`, () => {
    const { classes } = unpackRanks(packedRanks(name));
    const borders = new Set<number>();
    for (let codePoint = 1; codePoint < 0x110000; codePoint += 1) {
      if (classes[codePoint] !== classes[codePoint - 1]) borders.add(codePoint - 1).add(codePoint);
    }
    for (const younger of [0x88F, 0x1ADD, 0xA7D4, 0x11DE5, 0x16EA0, 0x187FF, 0x1E6E0, 0x33479]) borders.add(younger);
    assert.ok(borders.size > 3_000);
    for (const codePoint of borders) {
      if (codePoint >= 0xD800 && codePoint <= 0xDFFF) continue;
      const text = probe(String.fromCodePoint(codePoint));
      assert.deepEqual(own.encode(text), reference.encode(text), `U+${codePoint.toString(16)}`);
    }
  });

  test(`${name}: pieces too long to look through are merged as the reference merges them`, () => {
    const unit = fc.constantFrom('a', 'A', '=', ' ', '\n', '中', '😀', 'ab', 'zq', '-', 'é', '\u0301');
    const long = fc.array(unit, { minLength: 40, maxLength: 400 }).map((parts) => parts.join(''));
    const repeated = fc.tuple(fc.array(unit, { minLength: 1, maxLength: 3 }), fc.integer({ min: 20, max: 300 })).map(([parts, times]) => parts.join('').repeat(times));
    const letters = fc.array(fc.integer({ min: 97, max: 122 }), { minLength: 60, maxLength: 600 }).map((codes) => String.fromCharCode(...codes));
    fc.assert(fc.property(fc.oneof(long, repeated, letters), (text) => {
      assert.deepEqual(own.encode(text), reference.encode(text));
    }), { numRuns: 300 });
  });

  test(`${name}: slices count what is counted at once`, async () => {
    const text = Object.values(corpora).join('\n').repeat(4);
    let breaths = 0;
    const breathe = (): Promise<void> => Promise.resolve(void (breaths += 1));
    assert.equal(await own.countSlowly(text, { breathe }), own.count(text));
    assert.ok(breaths >= Math.floor(text.length / 70_000), `${breaths} breaths`);
  });
}

const megabyte = 1_000_000;
const runsOfOne: Readonly<Record<string, string>> = { letters: 'a', signs: '=', spaces: ' ', breaks: '\n', ideographs: '中', emoji: '😀' };

for (const [kind, character] of Object.entries(runsOfOne)) {
  test(`a megabyte of ${kind} without a break is counted, others having their turn`, async () => {
    const own = o200k();
    const text = character.repeat(Math.floor(megabyte / Buffer.byteLength(character)));
    let breaths = 0;
    const total = await own.countSlowly(text, { breathe: () => Promise.resolve(void (breaths += 1)) });
    assert.ok(total > 5_000 && total <= text.length * 3, String(total));
    // A slice is 16,384 steps; each byte takes at least one of them.
    assert.ok(breaths >= 60, `${breaths} breaths`);
  });
}

test('a run of one letter has as many tokens as the reference says for its size', () => {
  const reference = referenceEncoding('o200k_base');
  for (const length of [65, 100, 129, 1_000, 4_999]) assert.deepEqual(o200k().encode('a'.repeat(length)), reference.encode('a'.repeat(length)));
});

test('no slice of a merge is larger than its bound', () => {
  const table = drain(buildTable(unpackRanks(packedRanks('o200k_base'))));
  const bytes = new TextEncoder().encode('ab'.repeat(60_000));
  let slices = 0;
  const merging = mergeLong(table, bytes, 0, bytes.length);
  while (!merging.next().done) slices += 1;
  assert.ok(slices >= bytes.length / 16_384, `${slices} slices`);
});

test('counting stops when it is called off', async () => {
  const control = new AbortController();
  let breaths = 0;
  const counting = o200k().countSlowly('word '.repeat(200_000), {
    signal: control.signal,
    breathe: () => {
      breaths += 1;
      if (breaths === 2) control.abort(new Error('enough'));
      return Promise.resolve();
    },
  });
  await assert.rejects(counting, /enough/);
  assert.equal(breaths, 2);
});

test('damaged ranks are refused', () => {
  const packed = packedRanks('cl100k_base');
  assert.throws(() => unpackRanks(packed.subarray(0, packed.length - 1)), /damaged/);
  assert.throws(() => unpackRanks(new Uint8Array(3)), /damaged/);
  assert.throws(() => unpackRanks(Uint8Array.from(packed, (byte, index) => (index === 0 ? byte ^ 1 : byte))), /damaged/);
});

let built: ReturnType<typeof ownEncoding> | undefined;
function o200k(): ReturnType<typeof ownEncoding> {
  built ??= ownEncoding('o200k_base');
  return built;
}
