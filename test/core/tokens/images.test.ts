// Sizes read from headers, and what images of a size cost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { familyOf } from '../../../src/core/tokens/families.ts';
import { imageSize } from '../../../src/core/tokens/imageSize.ts';
import { imageTokens } from '../../../src/core/tokens/imageTokens.ts';
import { gif, jpeg, png, webp } from './support/images.ts';

const side = fc.integer({ min: 1, max: 16_000 });

for (const [format, make] of Object.entries({ png, gif, jpeg, 'lossy webp': webp.lossy, 'lossless webp': webp.lossless, 'extended webp': webp.extended })) {
  test(`${format} tells its size`, () => {
    fc.assert(fc.property(side, side, (width, height) => {
      assert.deepEqual(imageSize(make(width, height).toString('base64')), { width, height });
    }));
  });

  test(`${format} cut off anywhere tells its size or nothing`, () => {
    const whole = make(640, 480);
    for (let length = 0; length < whole.length; length += 1) {
      const size = imageSize(whole.subarray(0, length).toString('base64'));
      if (size) assert.deepEqual(size, { width: 640, height: 480 });
    }
  });
}

test('no bytes at all make trouble', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('', '\u0089PNG', 'GIF8', '\u00FF\u00D8', 'RIFF1234WEBPVP8X'), (noise, head) => {
    const size = imageSize(Buffer.concat([Buffer.from(head, 'latin1'), noise]).toString('base64'));
    if (size) assert.ok(size.width > 0 && size.height > 0);
  }));
  assert.equal(imageSize('not base64 at all!'), undefined);
});

const cases: readonly (readonly [model: string, width: number, height: number, tokens: number])[] = [
  ['openai/gpt-4o', 1_024, 1_024, 765],
  ['openai/gpt-4o', 2_048, 4_096, 1_105],
  ['openai/gpt-4o', 512, 512, 255],
  ['openai/gpt-4.1', 1_024, 1_024, 765],
  ['openai/gpt-4o-mini', 512, 512, 8_500],
  ['openai/o3', 1_024, 1_024, 675],
  ['openai/gpt-5', 1_024, 1_024, 630],
  ['openai/gpt-5-mini', 256, 256, 77],
  ['openai/gpt-5-mini', 1_280, 720, 1_104],
  ['openai/gpt-5-mini', 1_024, 1_024, 1_229],
  ['openai/gpt-5-mini', 2_048, 768, 1_844],
  ['openai/gpt-4.1-mini', 4_000, 1_474, 2_489],
  ['anthropic/claude-sonnet-5-5', 200, 200, 54],
  ['anthropic/claude-sonnet-5-5', 1_000, 1_000, 1_334],
  ['anthropic/claude-sonnet-5-5', 8_000, 8_000, 1_600],
  ['gemini/gemini-2.5-flash', 384, 384, 258],
  ['gemini/gemini-2.5-flash', 960, 540, 1_548],
  ['gemini/gemini-3.8-flash', 960, 540, 1_120],
];

for (const [model, width, height, tokens] of cases) {
  test(`${width} x ${height} is ${tokens} tokens for ${model}`, () => {
    assert.equal(imageTokens(familyOf(model), { width, height }), tokens);
  });
}

test('any size costs something finite', () => {
  const model = fc.constantFrom(...cases.map(([name]) => name), 'ollama/any', 'openai/gpt-6-sol');
  const extreme = fc.integer({ min: 1, max: 2 ** 32 - 1 });
  fc.assert(fc.property(model, extreme, extreme, (name, width, height) => {
    const tokens = imageTokens(familyOf(name), { width, height });
    assert.ok(Number.isFinite(tokens) && tokens > 0, `${tokens}`);
  }));
  for (const [name] of cases) assert.ok(imageTokens(familyOf(name), undefined) > 0);
});
