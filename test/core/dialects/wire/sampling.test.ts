// Sampling is fitted to a vendor's ranges, and every change is said.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fitSampling } from '../../../../src/core/dialects/wire/sampling.ts';

test('what is inside the ranges goes through as it is, without a word', () => {
  const sampling = { temperature: 0.5, topP: 1, seed: 7, stop: ['a'], frequencyPenalty: -2, presencePenalty: 2 };
  assert.deepEqual(fitSampling(sampling, { temperature: { min: 0, max: 1 }, topP: { max: 1 }, stop: { max: 4 }, frequencyPenalty: { min: -2 } }), { sampling, notices: [] });
  assert.deepEqual(fitSampling(undefined, { temperature: 'unsupported' }), { sampling: {}, notices: [] });
});

test('what is out of range is clamped to the nearest end, and said', () => {
  const { sampling, notices } = fitSampling({ temperature: 1.8, frequencyPenalty: -3, stop: ['a', 'b', 'c'] }, { temperature: { min: 0, max: 1 }, frequencyPenalty: { min: -2, max: 2 }, stop: { max: 2 } });
  assert.deepEqual(sampling, { temperature: 1, frequencyPenalty: -2, stop: ['a', 'b'] });
  assert.deepEqual(notices.map(({ code, message }) => [code, message]), [
    ['sampling-clamped', "A temperature of 1.8 is out of this model's range; 1 is sent instead."],
    ['sampling-clamped', 'This model takes 2 stop sequences at most; only the first 2 of 3 are sent.'],
    ['sampling-clamped', "A frequency penalty of -3 is out of this model's range; -2 is sent instead."],
  ]);
});

test('what a vendor does not know is left out, and said', () => {
  const { sampling, notices } = fitSampling({ seed: 7, stop: ['x'], temperature: Number.NaN, topP: 0.5 }, { seed: 'unsupported', stop: 'unsupported' });
  assert.deepEqual(sampling, { topP: 0.5 });
  assert.deepEqual(notices.map(({ code }) => code), ['parameter-dropped', 'parameter-dropped', 'parameter-dropped']);
  assert.match(notices[1]?.message ?? '', /takes no seed/);
});

test('where temperature and top-p exclude each other, the temperature stays', () => {
  const { sampling, notices } = fitSampling({ temperature: 0.2, topP: 0.5 }, { temperatureOrTopP: true });
  assert.deepEqual(sampling, { temperature: 0.2 });
  assert.equal(notices.length, 1);
  assert.deepEqual(fitSampling({ topP: 0.5 }, { temperatureOrTopP: true }), { sampling: { topP: 0.5 }, notices: [] });
});

test('whatever is asked, what comes out is inside the range, and fitting again changes nothing', () => {
  const ranges = { temperature: { min: 0, max: 1 }, topP: { min: 0.1, max: 1 }, seed: 'unsupported', stop: { max: 3 }, temperatureOrTopP: true } as const;
  const asked = fc.record({ temperature: fc.double(), topP: fc.double(), seed: fc.integer(), stop: fc.array(fc.string()) }, { requiredKeys: [] });
  fc.assert(fc.property(asked, (wanted) => {
    const { sampling, notices } = fitSampling(wanted, ranges);
    assert.ok(sampling.temperature === undefined || (sampling.temperature >= 0 && sampling.temperature <= 1));
    assert.ok((sampling.stop?.length ?? 0) <= 3 && sampling.seed === undefined);
    assert.deepEqual(fitSampling(sampling, ranges), { sampling, notices: [] });
    const changed = Object.keys(wanted).filter((name) => wanted[name as keyof typeof wanted] !== undefined && JSON.stringify(sampling[name as keyof typeof sampling]) !== JSON.stringify(wanted[name as keyof typeof wanted]));
    assert.equal(changed.length === 0, notices.length === 0);
  }));
});
