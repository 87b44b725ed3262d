// Limits and waits, in every form a vendor sends them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { readRateLimits, readReset } from '../../../../src/core/dialects/wire/rateLimits.ts';
import { retryAfterMs } from '../../../../src/core/dialects/wire/retryAfter.ts';

const now = Date.UTC(2026, 10, 21, 12);

test('each vendor\'s headers are read as limits', () => {
  const cases: readonly [Record<string, string>, readonly unknown[]][] = [
    [{ 'x-ratelimit-limit-requests': '5000', 'x-ratelimit-remaining-requests': '4999', 'x-ratelimit-reset-requests': '12ms', 'x-ratelimit-limit-tokens': '160000', 'x-ratelimit-remaining-tokens': '159976', 'x-ratelimit-reset-tokens': '6m0s' },
      [['requests', 5_000, 4_999, 12], ['tokens', 160_000, 159_976, 360_000]]],
    [{ 'anthropic-ratelimit-requests-limit': '50', 'anthropic-ratelimit-requests-remaining': '0', 'anthropic-ratelimit-requests-reset': '2026-11-21T12:00:30Z', 'anthropic-ratelimit-input-tokens-limit': '40000', 'anthropic-ratelimit-input-tokens-remaining': '39000', 'anthropic-ratelimit-input-tokens-reset': '2026-11-21T12:00:02Z' },
      [['requests', 50, 0, 30_000], ['tokens', 40_000, 39_000, 2_000]]],
    [{ 'x-ratelimit-limit-req-minute': '60', 'x-ratelimit-remaining-req-minute': '59' }, [['requests', 60, 59, 60_000]]],
    [{ 'x-ratelimit-limit-requests-day': '14400', 'x-ratelimit-remaining-requests-day': '14399', 'x-ratelimit-reset-requests-day': '33011.382867' }, [['requests', 14_400, 14_399, 33_011_382.867]]],
    [{ 'x-ratelimit-limit': '20', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now + 9_000) }, [['requests', 20, 0, 9_000]]],
    [{ 'x-ratelimit-limit': '20', 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': String(now / 1000 + 9) }, [['requests', 20, 1, 9_000]]],
    [{ 'llm_provider-x-ratelimit-remaining-tokens': '12' }, [['tokens', undefined, 12, undefined]]],
    // What a vendor sends that does not know.
    [{ 'x-ratelimit-limit-tokens': '-1', 'x-ratelimit-remaining-tokens': '-1', 'x-ratelimit-reset-tokens': '0' }, []],
    [{ 'x-ratelimit-limit-requests': '0', 'x-ratelimit-remaining-requests': '0' }, []],
    [{ 'content-type': 'text/html', 'x-ratelimit-remaining-requests': 'many' }, []],
  ];
  for (const [headers, expected] of cases) {
    const windows = readRateLimits(new Headers(headers), now);
    assert.deepEqual(windows.map(({ counts, limit, remaining, resetMs }) => [counts, limit, remaining, resetMs]), expected, JSON.stringify(headers));
  }
});

test('a server asks to wait in many ways, the most exact one wins, and dates are held against its own clock', () => {
  const cases: readonly [Record<string, string>, number | undefined][] = [
    [{}, undefined],
    [{ 'retry-after-ms': '1250', 'retry-after': '2' }, 1_250],
    [{ 'x-ms-retry-after-ms': '80' }, 80],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': '-3' }, 0],
    [{ 'retry-after': 'Sat, 21 Nov 2026 12:00:10 GMT' }, 10_000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 12:00:10 GMT', 'date': 'Sat, 21 Nov 2026 12:00:07 GMT' }, 3_000],
    [{ 'retry-after': 'Sat, 21 Nov 2020 12:00:10 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m30s', 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '2s' }, 90_000],
    [{ 'x-ratelimit-remaining-requests': '3', 'x-ratelimit-reset-requests': '1m30s' }, undefined],
    [{ 'anthropic-ratelimit-tokens-remaining': '0', 'anthropic-ratelimit-tokens-reset': '2026-11-21T12:00:04Z' }, 4_000],
  ];
  for (const [headers, expected] of cases) assert.equal(retryAfterMs(new Headers(headers), now), expected, JSON.stringify(headers));
  assert.equal(retryAfterMs(undefined, now), undefined);
});

test('durations are read in whatever parts they come, and nothing else is taken for one', () => {
  assert.deepEqual(['17ms', '6m0s', '1h2m3.5s', '2d', '1m', '500ms'].map((text) => readReset(text, now)), [17, 360_000, 3_723_500, 172_800_000, 60_000, 500]);
  fc.assert(fc.property(fc.string(), (text) => {
    const told = readReset(text, now);
    assert.ok(told === undefined || (told >= 0 && Number.isFinite(told)));
  }));
});
