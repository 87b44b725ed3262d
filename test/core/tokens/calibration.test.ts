// What is learned from reported usage is always usable, finds the truth, and cannot be led astray.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createCalibration } from '../../../src/core/tokens/calibration.ts';

const anyNumber = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -1, Number.NaN, Infinity, -Infinity, Number.MAX_VALUE, Number.MIN_VALUE));
const prior = fc.double({ min: 0.5, max: 2, noNaN: true });

test('whatever is reported, the factor stays between its bounds', () => {
  fc.assert(fc.property(fc.array(fc.tuple(anyNumber, anyNumber)), prior, (observations, start) => {
    const calibration = createCalibration();
    for (const [counted, reported] of observations) calibration.learn('m', counted, reported, start);
    const factor = calibration.factor('m', start);
    assert.ok(Number.isFinite(factor) && factor >= start / 2.51 && factor <= start * 2.51, String(factor));
  }));
});

test('a steady ratio is found', () => {
  fc.assert(fc.property(fc.double({ min: 0.7, max: 2, noNaN: true }), prior, (truth, start) => {
    fc.pre(truth / start < 2.4 && truth / start > 1 / 2.4);
    const calibration = createCalibration();
    for (let turn = 0; turn < 60; turn += 1) calibration.learn('m', 1_000, Math.round(1_000 * truth), start);
    assert.ok(Math.abs(calibration.factor('m', start) / truth - 1) < 0.02, `${calibration.factor('m', start)} for ${truth}`);
  }), { numRuns: 300 });
});

test('one strange report among many is hardly felt', () => {
  fc.assert(fc.property(anyNumber, anyNumber, (counted, reported) => {
    const calibration = createCalibration();
    for (let turn = 0; turn < 40; turn += 1) calibration.learn('m', 1_000, 1_300, 1.1);
    const before = calibration.factor('m', 1.1);
    calibration.learn('m', counted, reported, 1.1);
    assert.ok(Math.abs(calibration.factor('m', 1.1) / before - 1) < 0.02);
  }));
});

test('a few tokens teach nothing, and neither does what cannot be the same text', () => {
  const calibration = createCalibration();
  assert.equal(calibration.learn('m', 5, 9, 1.1), false);
  assert.equal(calibration.learn('m', 1_000, 20_000, 1.1), false);
  assert.equal(calibration.factor('m', 1.1), 1.1);
  assert.deepEqual(calibration.state(), {});
});

test('models learn apart', () => {
  const calibration = createCalibration();
  for (let turn = 0; turn < 30; turn += 1) calibration.learn('a', 1_000, 1_500, 1.1);
  assert.ok(calibration.factor('a', 1.1) > 1.4);
  assert.equal(calibration.factor('b', 1.1), 1.1);
});

test('what was learned survives being kept as JSON', () => {
  const first = createCalibration();
  for (let turn = 0; turn < 30; turn += 1) first.learn('__proto__', 1_000, 1_400, 1.1);
  const second = createCalibration(JSON.parse(JSON.stringify(first.state())));
  assert.equal(second.factor('__proto__', 1.1), first.factor('__proto__', 1.1));
  assert.ok(second.factor('__proto__', 1.1) > 1.3);
});

test('anything may have been kept', () => {
  fc.assert(fc.property(fc.anything(), (kept) => {
    assert.equal(createCalibration(kept).factor('m', 1.1), 1.1);
  }));
  fc.assert(fc.property(fc.anything(), fc.anything(), (log, weight) => {
    const calibration = createCalibration({ m: { log, weight } });
    calibration.learn('m', 1_000, 1_100, 1.1);
    const factor = calibration.factor('m', 1.1);
    assert.ok(factor > 0.4 && factor < 2.8, String(factor));
  }));
});

test('not more models are kept than are used', () => {
  const calibration = createCalibration();
  for (let index = 0; index < 1_000; index += 1) calibration.learn(`m${index}`, 1_000, 1_200, 1.1);
  const kept = Object.keys(calibration.state());
  assert.equal(kept.length, 200);
  assert.ok(kept.includes('m999'));
});
