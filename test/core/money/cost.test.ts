// What an answer costs: every vendor's prices, calculated by hand, to the last digit.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TokenCount, Usage } from '../../../src/core/model/usage.ts';
import { calculate } from '../../../src/core/money/cost.ts';
import { realPrices } from './support/catalog.ts';

const _ = undefined;

/** Fresh input, read from the cache, written for 5 minutes, for an hour; output, reasoning. */
type Buckets = readonly [TokenCount, TokenCount, TokenCount, TokenCount, TokenCount, TokenCount];

interface Served {
  readonly at?: string;
  readonly tier?: string;
  readonly served?: string;
}

const { prices } = await realPrices();
const someDay = '2026-11-20T12:00:00Z';

function usageOf([fresh, cacheRead, cacheWrite5m, cacheWrite1h, text, reasoning]: Buckets): Usage {
  return { input: { fresh, cacheRead, cacheWrite5m, cacheWrite1h }, output: { text, reasoning }, raw: undefined };
}

function calculated(model: string, buckets: Buckets, { at = someDay, tier, served }: Served = {}): ReturnType<typeof calculate> {
  const entry = prices.find({ asked: model, served });
  assert.ok(entry, `no price for ${model}`);
  return calculate(usageOf(buckets), entry, { at: Date.parse(at), tier });
}

/** The last column is the sum as one does it on paper: tokens × USD per million. */
const cases: readonly (readonly [label: string, model: string, buckets: Buckets, dollars: number, served?: Served])[] = [
  ['plain', 'openai/gpt-6-sol', [1000, _, _, _, 500, _], 0.007], // 1000 × 2 + 500 × 10
  ['one token', 'openai/gpt-6-sol', [1, _, _, _, 1, _], 0.000012], // 1 × 2 + 1 × 10
  ['cache read', 'openai/gpt-6-sol', [200, 800, _, _, 50, _], 0.00106], // 200 × 2 + 800 × 0.2 + 50 × 10
  ['cache write', 'openai/gpt-6-sol', [100, _, 1900, _, 50, _], 0.00545], // 100 × 2 + 1900 × 2.5 + 50 × 10
  ['reasoning is output', 'openai/gpt-6-sol', [100, _, _, _, 20, 1480], 0.0152], // 100 × 2 + 20 × 10 + 1480 × 10
  ['the last token of the short rates', 'openai/gpt-6-sol', [272_000, _, _, _, 1, _], 0.54401], // 272000 × 2 + 1 × 10
  ['the first token of the long rates moves the whole request', 'openai/gpt-6-sol', [272_001, _, _, _, 1, _], 1.088019], // 272001 × 4 + 1 × 15
  ['cached tokens make a prompt long as well', 'openai/gpt-6-sol', [1, 272_000, _, _, 10, _], 0.108954], // 1 × 4 + 272000 × 0.4 + 10 × 15
  ['flex', 'openai/gpt-6-sol', [1000, _, _, _, 500, _], 0.0035, { tier: 'flex' }], // 1000 × 1 + 500 × 5
  ['flex and long', 'openai/gpt-6-sol', [300_000, _, _, _, 500, _], 0.60375, { tier: 'flex' }], // 300000 × 2 + 500 × 7.5
  ['batch', 'openai/gpt-6-sol', [200, 800, _, _, 500, _], 0.00278, { tier: 'batch' }], // 200 × 1 + 800 × 0.1 + 500 × 5
  ['dearest', 'openai/gpt-6-astra', [123_456, _, _, _, 7890, _], 1.62906], // 123456 × 10 + 7890 × 50
  ['dearest, long, all buckets', 'openai/gpt-6-astra', [100_000, 150_000, 50_000, _, 3000, 1000], 3.85], // 100000 × 20 + 150000 × 2 + 50000 × 25 + 3000 × 75 + 1000 × 75
  ['only in the newer source', 'openai/gpt-6.1-sol', [10, 990, _, _, 7, _], 0.000189], // 10 × 2 + 990 × 0.1 + 7 × 10
  ['only in the newer source, long', 'openai/gpt-6.1-sol', [300_000, _, _, _, 7, _], 1.200105], // 300000 × 4 + 7 × 15
  ['small', 'openai/gpt-6.1-terra', [3333, _, _, _, 777, _], 0.007218], // 3333 × 1 + 777 × 5
  ['cheapest', 'openai/gpt-6-luna', [7, 3, _, _, 11, _], 0.00000623], // 7 × 0.1 + 3 × 0.01 + 11 × 0.5
  ['before its price fell', 'openai/gpt-5.6-sol', [1000, _, _, _, 1000, _], 0.035, { at: '2026-08-20T23:59:59Z' }], // 1000 × 5 + 1000 × 30
  ['from the day its price fell', 'openai/gpt-5.6-sol', [1000, _, _, _, 1000, _], 0.024, { at: '2026-08-21T00:00:00Z' }], // 1000 × 4 + 1000 × 20
  ['a date behind the name', 'openai/gpt-5.6-luna-2026-07-01', [1000, _, _, _, 1000, _], 0.0014], // 1000 × 0.2 + 1000 × 1.2
  ['an older one without a price for writes', 'openai/gpt-4o', [100, 900, 100, _, 10, _], 0.001725], // 100 × 2.5 + 900 × 1.25 + 100 × 2.5 + 10 × 10
  ['a dated name with a price of its own', 'openai/gpt-4o-2024-05-13', [100, _, _, _, 10, _], 0.00065], // 100 × 5 + 10 × 15
  ['served under a dated name', 'openai/my-alias', [100, _, _, _, 10, _], 0.000021, { served: 'gpt-4o-mini-2024-07-18' }], // 100 × 0.15 + 10 × 0.6
  ['without a rate for reads', 'openai/gpt-5-pro', [100, 100, _, _, 10, _], 0.0042], // 100 × 15 + 100 × 15 + 10 × 120
  ['plain', 'anthropic/claude-sonnet-5-5', [1000, _, _, _, 500, _], 0.007], // 1000 × 2 + 500 × 10
  ['cache read, trap: half of what its elder charges', 'anthropic/claude-sonnet-5-5', [10, 90_000, _, _, 500, _], 0.01402], // 10 × 2 + 90000 × 0.1 + 500 × 10
  ['cache read of its elder', 'anthropic/claude-sonnet-5', [10, 90_000, _, _, 500, _], 0.02302], // 10 × 2 + 90000 × 0.2 + 500 × 10
  ['write for 5 minutes', 'anthropic/claude-sonnet-5-5', [10, _, 4000, _, 50, _], 0.01052], // 10 × 2 + 4000 × 2.5 + 50 × 10
  ['write for an hour, by the rule of its vendor', 'anthropic/claude-sonnet-5-5', [10, _, _, 4000, 50, _], 0.01652], // 10 × 2 + 4000 × 4 + 50 × 10
  ['all buckets at once', 'anthropic/claude-opus-5-5', [11, 2222, 333, 44, 555, 66], 0.0149254], // 11 × 4 + 2222 × 0.2 + 333 × 5 + 44 × 8 + 555 × 20 + 66 × 20
  ['a million', 'anthropic/claude-opus-5-5', [1_000_000, _, _, _, 128_000, _], 6.56], // 1000000 × 4 + 128000 × 20
  ['batch', 'anthropic/claude-opus-5-5', [1000, _, _, _, 100, _], 0.003, { tier: 'batch' }], // 1000 × 2 + 100 × 10
  ['kept in the US', 'anthropic/claude-opus-5-5', [1000, _, _, _, 100, _], 0.0066, { tier: 'us' }], // 1000 × 4.4 + 100 × 22
  ['batch, kept in the US', 'anthropic/claude-opus-5-5', [1000, _, _, _, 100, _], 0.0033, { tier: 'batch us' }], // 1000 × 2.2 + 100 × 11
  ['the dated id', 'anthropic/claude-haiku-4-5-20251001', [1234, _, _, _, 567, _], 0.004069], // 1234 × 1 + 567 × 5
  ['write for an hour', 'anthropic/claude-haiku-4-5', [1, _, _, 1001, 1, _], 0.002008], // 1 × 1 + 1001 × 2 + 1 × 5
  ['short', 'anthropic/claude-haiku-5-5', [100_000, _, _, _, 100, _], 0.01005], // 100000 × 0.1 + 100 × 0.5
  ['long by what was written', 'anthropic/claude-haiku-5-5', [99_999, _, 2, _, 100, _], 0.05025075], // 99999 × 0.5 + 2 × 0.625 + 100 × 2.5
  ['newest', 'anthropic/claude-fable-5-2', [100, 1000, 10, _, 5, _], 0.0013], // 100 × 8 + 1000 × 0.2 + 10 × 10 + 5 × 40
  ['long before the day it stopped costing more', 'anthropic/claude-sonnet-4-6', [200_001, _, _, _, 10, _], 1.200231, { at: '2026-03-12T12:00:00Z' }], // 200001 × 6 + 10 × 22.5
  ['long after it', 'anthropic/claude-sonnet-4-6', [200_001, _, _, _, 10, _], 0.600153], // 200001 × 3 + 10 × 15
  ['until the end of 2026', 'gemini/gemini-3.8-flash', [1000, _, _, _, 200, _], 0.0015, { at: '2026-12-31T23:59:59Z' }], // 1000 × 0.75 + 200 × 3.75
  ['double from 2027', 'gemini/gemini-3.8-flash', [1000, _, _, _, 200, _], 0.003, { at: '2027-01-01T00:00:00Z' }], // 1000 × 1.5 + 200 × 7.5
  ['cached, double', 'gemini/gemini-3.8-flash', [100, 900, _, _, 200, _], 0.001785, { at: '2027-06-01T00:00:00Z' }], // 100 × 1.5 + 900 × 0.15 + 200 × 7.5
  ['flex', 'gemini/gemini-3.8-flash', [1000, _, _, _, 200, _], 0.00075, { tier: 'flex' }], // 1000 × 0.375 + 200 × 1.875
  ['thoughts', 'gemini/gemini-2.5-pro', [1000, _, _, _, 50, 2000], 0.02175], // 1000 × 1.25 + 50 × 10 + 2000 × 10
  ['at the limit', 'gemini/gemini-2.5-pro', [200_000, _, _, _, 50, _], 0.2505], // 200000 × 1.25 + 50 × 10
  ['past the limit', 'gemini/gemini-2.5-pro', [150_000, 50_001, _, _, 50, _], 0.38825025], // 150000 × 2.5 + 50001 × 0.25 + 50 × 15
  ['past the limit', 'gemini/gemini-3.1-pro-preview', [250_000, _, _, _, 50, _], 1.0009], // 250000 × 4 + 50 × 18
  ['quiet hours', 'deepseek/deepseek-v4-pro', [1000, 1000, _, _, 100, _], 0.00088, { at: '2026-11-20T00:59:59Z' }], // 1000 × 0.66 + 1000 × 0.022 + 100 × 1.98
  ['the first peak begins', 'deepseek/deepseek-v4-pro', [1000, 1000, _, _, 100, _], 0.00176, { at: '2026-11-20T01:00:00Z' }], // 1000 × 1.32 + 1000 × 0.044 + 100 × 3.96
  ['the first peak ends', 'deepseek/deepseek-v4-pro', [1000, _, _, _, 100, _], 0.000858, { at: '2026-11-20T04:00:00Z' }], // 1000 × 0.66 + 100 × 1.98
  ['the second peak', 'deepseek/deepseek-v4-pro', [1000, _, _, _, 100, _], 0.001716, { at: '2026-11-20T09:59:59Z' }], // 1000 × 1.32 + 100 × 3.96
  ['the second peak ends', 'deepseek/deepseek-v4-pro', [1000, _, _, _, 100, _], 0.000858, { at: '2026-11-20T10:00:00Z' }], // 1000 × 0.66 + 100 × 1.98
  ['before its price rose', 'deepseek/deepseek-v4-pro', [1000, 3, _, _, 100, _], 0.000522010875, { at: '2026-08-16T12:00:00Z' }], // 1000 × 0.435 + 3 × 0.003625 + 100 × 0.87
  ['peak', 'deepseek/deepseek-v4-flash', [1000, 1000, _, _, 100, _], 0.000586, { at: '2026-11-20T06:00:00Z' }], // 1000 × 0.44 + 1000 × 0.014 + 100 × 1.32
  ['plain', 'azure/gpt-6-sol', [1000, 800, _, _, 50, _], 0.00266], // 1000 × 2 + 800 × 0.2 + 50 × 10
  ['a deployment named by what it serves', 'azure/my-deployment', [1000, 500, _, _, 10, _], 0.00233, { served: 'gpt-4.1-2025-04-14' }], // 1000 × 2 + 500 × 0.5 + 10 × 8
  ['a region in front, a version behind', 'bedrock/us.anthropic.claude-sonnet-5-5-v1:0', [1000, 1000, 100, 10, 50, _], 0.003179], // 1000 × 2.2 + 1000 × 0.11 + 100 × 2.75 + 10 × 4.4 + 50 × 11
  ['everywhere', 'bedrock/global.anthropic.claude-opus-5-5', [1000, _, _, _, 50, _], 0.005], // 1000 × 4 + 50 × 20
  ['a model of its own', 'bedrock/amazon.nova-pro-v1:0', [1000, 1000, _, _, 50, _], 0.00116], // 1000 × 0.8 + 1000 × 0.2 + 50 × 3.2
  ['Claude by its @ date', 'vertex/claude-haiku-4-5@20251001', [1000, _, _, _, 50, _], 0.00125], // 1000 × 1 + 50 × 5
  ['Gemini', 'vertex/gemini-2.5-pro', [200_001, _, _, _, 50, _], 0.5007525], // 200001 × 2.5 + 50 × 15
  ['plain', 'groq/llama-3.3-70b-versatile', [1000, _, _, _, 50, _], 0.0006295], // 1000 × 0.59 + 50 × 0.79
  ['a slash in the name', 'groq/openai/gpt-oss-120b', [1000, 3, _, _, 50, 30], 0.000198225], // 1000 × 0.15 + 3 × 0.075 + 50 × 0.6 + 30 × 0.6
  ['flex costs the same', 'groq/openai/gpt-oss-120b', [1000, _, _, _, 50, _], 0.00018, { tier: 'flex' }], // 1000 × 0.15 + 50 × 0.6
  ['cached', 'mistral/mistral-large-4', [1000, 999, _, _, 50, _], 0.00087493], // 1000 × 0.7 + 999 × 0.07 + 50 × 2.1
  ['code', 'mistral/codestral-2508', [1, 1, _, _, 1, _], 0.00000123], // 1 × 0.3 + 1 × 0.03 + 1 × 0.9
  ['thinking beside the output', 'xai/grok-4.7', [12, _, _, _, 2, 340], 0.002076], // 12 × 2 + 2 × 6 + 340 × 6
  ['its limit counts in', 'xai/grok-4.7', [200_000, _, _, _, 2, _], 0.800024], // 200000 × 4 + 2 × 12
  ['just below its limit', 'xai/grok-4.7', [199_999, _, _, _, 2, _], 0.40001], // 199999 × 2 + 2 × 6
  ['cached', 'openrouter/anthropic/claude-sonnet-5.5', [100, 900, _, _, 10, _], 0.00039], // 100 × 2 + 900 × 0.1 + 10 × 10
  ['cached', 'together/moonshotai/Kimi-K3', [100, 900, _, _, 10, _], 0.00072], // 100 × 3 + 900 × 0.3 + 10 × 15
  ['a long name', 'fireworks/accounts/fireworks/models/glm-5p3', [100, 900, _, _, 10, _], 0.000418], // 100 × 1.4 + 900 × 0.26 + 10 × 4.4
  ['plain', 'cerebras/gpt-oss-120b', [100, _, _, _, 10, _], 0.0000425], // 100 × 0.35 + 10 × 0.75
  ['small', 'cohere/command-r7b', [7, _, _, _, 9, _], 0.0000016125], // 7 × 0.0375 + 9 × 0.15
  ['reasoning has its own rate', 'perplexity/sonar-deep-research', [100, _, _, _, 50, 1000], 0.0036], // 100 × 2 + 50 × 8 + 1000 × 3
];

for (const [label, model, buckets, dollars, served] of cases) {
  test(`${model}: ${label}`, () => {
    const { money } = calculated(model, buckets, served);
    assert.equal(money.provenance, 'computed');
    assert.equal('amount' in money && money.amount, dollars);
  });
}

test('a fee that depends on what was searched makes a cost an estimate', () => {
  const { money, lines } = calculated('perplexity/sonar-pro', [1000, _, _, _, 100, _]);
  assert.deepEqual(money, { provenance: 'estimated', amount: 0.0185, currency: 'USD', entry: 'perplexity/sonar-pro, genai-prices 0.1.8, 2026-09-23' });
  assert.deepEqual(lines.at(-1), { label: 'fee for the request', count: 1, rate: 14, amount: 0.014 });
});

test('a calculation shows every line, the entry with its source and date, and which of its rates were used', () => {
  const { money, lines, source, asOf, tierUsed, entry } = calculated('anthropic/claude-haiku-5-5', [10, 99_990, 1, _, 5, 7], { tier: 'batch' });
  assert.deepEqual(lines, [
    { label: 'input', count: 10, rate: 0.25, amount: 0.0000025 },
    { label: 'input from the cache', count: 99_990, rate: 0.025, amount: 0.00249975 },
    { label: 'input written to the cache', count: 1, rate: 0.3125, amount: 0.0000003125 },
    { label: 'output', count: 5, rate: 1.25, amount: 0.00000625 },
    { label: 'reasoning', count: 7, rate: 1.25, amount: 0.00000875 },
  ]);
  assert.equal('amount' in money && money.amount, 0.0025175625);
  assert.deepEqual({ source, asOf, tierUsed, model: entry.model }, { source: 'pi-ai 1.5.2', asOf: '2026-11-10', tierUsed: 'batch, more than 100,000 input tokens', model: 'anthropic/claude-haiku-5-5' });
});

/** Whatever cannot be priced as a whole is unknown, with the reason; what can be of it is a lower bound. */
const unknowns: readonly (readonly [label: string, model: string, buckets: Buckets, atLeast: number | undefined, problem: RegExp, tier?: string])[] = [
  ['no usage', 'openai/gpt-6-sol', [_, _, _, _, _, _], undefined, /How much input/],
  ['no output told', 'openai/gpt-6-sol', [1000, _, _, _, _, _], 0.002, /How much output/],
  ['no input told', 'openai/gpt-6-sol', [_, _, _, _, 100, _], 0.001, /How much input/],
  ['only the cache told', 'anthropic/claude-sonnet-5-5', [_, 1000, _, _, 100, _], 0.0011, /How much input/],
  ['only the reasoning told', 'openai/gpt-6-sol', [1000, _, _, _, _, 50], 0.0025, /How much output/],
  ['a long write where only a short one has its price', 'openai/gpt-6-sol', [1000, _, _, 10, 100, _], 0.003, /no price for input written to the cache for an hour/],
  ['a tier without a price', 'openai/gpt-6-sol', [1000, _, _, _, 100, _], undefined, /service tier "priority"/, 'priority'],
  ['a tier named like a property', 'openai/gpt-6-sol', [1000, _, _, _, 100, _], undefined, /service tier "constructor"/, 'constructor'],
  ['one of two tiers without a price', 'anthropic/claude-opus-5-5', [1000, _, _, _, 100, _], undefined, /service tier "fast us"/, 'fast us'],
];

for (const [label, model, buckets, atLeast, problem, tier] of unknowns) {
  test(`unknown, never nothing: ${label}`, () => {
    const calculation = calculated(model, buckets, tier === undefined ? {} : { tier });
    assert.deepEqual(calculation.money, { provenance: 'unknown', currency: 'USD', problem: calculation.problem, ...(atLeast !== undefined && { atLeast }) });
    assert.equal(calculation.atLeast, atLeast);
    assert.match(calculation.problem ?? '', problem);
  });
}

test('models that no list has are unknown', () => {
  for (const asked of ['openai-compatible/gpt-6-sol', 'ollama/qwen3', 'litellm/claude-sonnet-5-5', 'vllm/gpt-oss-120b', 'openai/gpt-9', 'nobody/gpt-6-sol', 'gpt-6-sol', '']) assert.equal(prices.find({ asked }), undefined, asked);
});
