// A provider's export against the ledger: every format is known by its columns, and drift is told per model and day.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dayIn, modelKey, numberIn } from '../../../../src/core/money/reconcile/cells.ts';
import { daysOf, reconcile } from '../../../../src/core/money/reconcile/reconcile.ts';
import { readUsageExport, type UsageExport } from '../../../../src/core/money/reconcile/usageExport.ts';
import type { DayUsage, UsageSums } from '../../../../src/core/money/usageQuery.ts';

const day = Date.UTC(2026, 9, 5);
const read = (text: string): Promise<UsageExport> => readUsageExport([text]);

function sums(amount: number, input: number, output: number, complete = true): UsageSums {
  return {
    attempts: 1, failed: 0, cost: { amount, complete, estimated: false }, unpriced: complete ? 0 : 1, wasted: { attempts: 0, amount: 0 },
    input: { fresh: input, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 }, output: { text: output, reasoning: 0 }, untold: 0, milliseconds: 0, toldMilliseconds: 0,
  };
}

function ledgerOf(...slices: [model: string, sums: UsageSums][]): DayUsage[] {
  return [{ day: { from: day, to: day + 86_400_000 }, slices: slices.map(([value, of]) => ({ value, sums: of })) }];
}

const formats: Readonly<Record<string, readonly [file: string, model: string, cost: number | undefined, input: number | undefined, output: number | undefined]>> = {
  'OpenAI costs': ['start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id\n1791158400,1791244800,2026-10-05T00:00:00+00:00,2026-10-06T00:00:00+00:00,0.8958740000000000,usd,"gpt-6-sol-2026-01-01, input",p\n1791158400,1791244800,2026-10-05T00:00:00+00:00,2026-10-06T00:00:00+00:00,0.1,usd,"gpt-6-sol-2026-01-01, output",p\n1791244800,1791331200,2026-10-06T00:00:00+00:00,2026-10-07T00:00:00+00:00,,,,', 'gpt-6-sol', 0.995874, undefined, undefined],
  'OpenAI usage': ['start_time\tend_time\tstart_time_iso\tend_time_iso\tproject_id\tnum_model_requests\tmodel\tinput_tokens\toutput_tokens\tinput_cached_tokens\n1791158400\t1791244800\t2026-10-05T00:00:00+00:00\t2026-10-06T00:00:00+00:00\tp\t3\tgpt-6-sol\t1200\t30\t1000', 'gpt-6-sol', undefined, 1200, 30],
  'Anthropic cost': ['usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type\n2026-10-05,Claude Sonnet 5.5,Default,k,message,\u2264 200k,input_no_cache,0.05,0.05,token\n2026-10-05,Claude Sonnet 5.5,Default,k,message,\u2264 200k,output,0.02,0.02,token', 'claude-sonnet-5-5', 0.07, undefined, undefined],
  'Anthropic usage': ['usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count\n2026-10-05,claude-sonnet-5-5-20260801,k,"Default, all",standard,\u2264 200k,100,20,3,4000,50,0', 'claude-sonnet-5-5', undefined, 4123, 50],
  'OpenRouter generations': ['generation_id,created_at,cost_total,tokens_prompt,tokens_completion,model_permaslug,provider_name\ng,2026-10-05 23:59:59.123,0.0001,10,2,openai/gpt-6-sol-20260101,OpenAI', 'gpt-6-sol', 0.0001, 10, 2],
  'OpenRouter activity': ['Date,Slug,Usage,BYOK Usage,Requests,Prompt Tokens,Completion Tokens,Reasoning Tokens\n2026-10-05,openai/gpt-6-sol,0.5,0,3,"1,000",20,0', 'gpt-6-sol', 0.5, 1000, 20],
  'Google Cloud cost table': ['Invoice number,X\nCurrency,USD\n"Total amount due","$1,000.00"\nBilling account name,Service description,SKU description,Cost type,Usage start date,Usage end date,Usage amount,Unrounded Cost ($),Cost ($)\na,Gemini API,Generate content input token count Gemini 3.8 Flash short,Usage,2026-10-05,2026-10-05,"1,200",0.0123,0.01\na,Cloud Run,CPU,Usage,2026-10-05,2026-10-05,1,9,9', 'gemini-3-8-flash', 0.0123, undefined, undefined],
  'LiteLLM spend logs': ['\uFEFFrequest_id;call_type;spend;total_tokens;prompt_tokens;completion_tokens;startTime;endTime;model;model_group\nr;acompletion;0,25;30;20;10;2026-10-05T12:00:00.000Z;2026-10-05T12:00:01Z;openai/gpt-6-sol;smart', 'smart', 0.25, 20, 10],
};

for (const [format, [file, model, cost, input, output]] of Object.entries(formats)) {
  test(`${format} are known by their columns and read to the last digit`, async () => {
    const told = await read(file);
    assert.equal(told.format, format);
    assert.deepEqual(told.spent.map((one) => [one.day, one.model, one.cost && Math.round(one.cost * 1e12) / 1e12, one.input, one.output]), [[day, model, cost, input, output]]);
    assert.deepEqual([...told.passedOver], []);
    assert.deepEqual(daysOf(told), [{ from: day, to: day + 86_400_000 }]);
  });
}

test('drift is told per model and day, with what only one side knows', async () => {
  const file = `usage_date_utc,model,token_type,cost_usd\n2026-10-05,Claude Sonnet 5.5,output,2.00\n2026-10-05,Claude Opus 5.5,output,1.5\n`;
  const { lines, total } = reconcile(await read(file), ledgerOf(['anthropic/claude-sonnet-5-5-20260801', sums(1, 5, 5)], ['anthropic/claude-sonnet-5-5', sums(0.9, 5, 5, false)], ['anthropic/claude-haiku-5', sums(0.2, 1, 1)], ['openai/gpt-6-sol', sums(9, 9, 9)]));
  assert.deepEqual(lines.map(({ model, known, cost, atLeast }) => [model, known, cost?.ours, cost?.theirs, cost?.absolute, cost?.percent, atLeast]), [
    ['Claude Opus 5.5', 'there', 0, 1.5, -1.5, -100, false],
    ['anthropic/claude-haiku-5', 'here', 0.2, 0, 0.2, undefined, false],
    ['anthropic/claude-sonnet-5-5', 'both', 1.9, 2, -0.1, -5, true],
  ]);
  assert.deepEqual([total.cost?.absolute, total.tokens, total.atLeast], [-1.4, undefined, true]);
});

test('what cannot be compared is counted with the reason, never taken as 0', async () => {
  const { spent, passedOver } = await read([
    'start_time_iso,end_time_iso,amount_value,amount_currency,line_item',
    '2026-10-01T00:00:00Z,2026-10-31T00:00:00Z,5,usd,gpt',
    '2026-10-05T00:00:00Z,2026-10-06T00:00:00Z,5,eur,gpt',
    '2026-10-05T00:00:00Z,2026-10-06T00:00:00Z,five,usd,gpt',
    'soon,2026-10-06T00:00:00Z,5,usd,gpt',
  ].join('\n'));
  assert.deepEqual(spent, []);
  assert.deepEqual([...passedOver.values()], [1, 1, 1, 1]);
});

test('a file of another kind is refused with the columns it has', async () => {
  await assert.rejects(read('name,age\nx,3\n'), /Columns found: name, age\. Known are: OpenAI costs, /);
  await assert.rejects(read(''), /empty/);
});

test('hostile files end in a sentence or in a reading, and soon', async () => {
  const line = fc.array(fc.oneof(fc.constantFrom('usage_date_utc', 'model', 'cost_usd', '__proto__', 'constructor', '2026-10-05', '=1+1', '1e999', '-0'), fc.string()), { maxLength: 6 });
  await fc.assert(fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (rows) => {
    const outcome = await read(`usage_date_utc,model,cost_usd\n${rows.map((cells) => cells.join(',')).join('\n')}`).catch((failure: unknown) => failure);
    if (outcome instanceof Error) assert.equal(outcome.name, 'ImportFailed');
    else assert.ok(reconcile(outcome as UsageExport, []).lines.every(({ cost }) => Number.isFinite(cost?.theirs ?? 0)));
  }));
});

test('cells are read however they are written', () => {
  assert.deepEqual(['1,234.5', '$0.10', '0,05', '1.234,5', '1e-7', '-3', ' 7 ', ',5', 'NaN', '', '0x10', '1,234'].map(numberIn), [1234.5, 0.1, 0.05, 1234.5, 1e-7, -3, 7, 5, undefined, undefined, undefined, 1234]);
  assert.deepEqual(['2026-10-05', '2026/10/5', '1791158400', '2026-10-06T01:00:00+02:00', '2026-10-04 23:30:00-01:00', '2026-13-01', '2026-02-30', 'yesterday', '05.10.2026'].map(dayIn), [day, day, day, day, day, undefined, undefined, undefined, undefined]);
  assert.deepEqual(['Claude Haiku 4.5', 'anthropic/claude-haiku-4-5-20251001', 'claude-haiku-4-5@20251001', 'openai/gpt-6.1-sol-2026-01-01'].map(modelKey), ['claude-haiku-4-5', 'claude-haiku-4-5', 'claude-haiku-4-5', 'gpt-6-1-sol']);
});
