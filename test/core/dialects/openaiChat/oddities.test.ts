// The oddities of servers that speak this wire, in bytes as they send them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Collected } from '../../../support/collect.ts';
import { collect } from '../../../support/collect.ts';
import { callOf, simulatedClient } from '../../../support/simulatedClient.ts';
import { eventStream } from '../../../support/simulator/answers.ts';
import { type ChatOddities, type ChatScript, chat } from '../../../support/simulator/openaiChatWire.ts';
import { type Answer, startSimulator } from '../../../support/simulator/simulator.ts';

async function ask(provider: string, answer: Answer): Promise<Collected> {
  await using simulator = await startSimulator(answer);
  const { client } = simulatedClient('', { providers: { [provider]: { baseUrl: `${simulator.url}/v1` } } });
  return await collect(client(callOf('hello', { model: `${provider}/some-model` })));
}

const odd = (provider: string, script: ChatScript, oddities: ChatOddities): Promise<Collected> => ask(provider, chat(script, oddities));
const bytes = (provider: string, ...frames: readonly string[]): Promise<Collected> => ask(provider, eventStream(frames.map((frame) => (frame.startsWith(':') ? `${frame}\n\n` : `data: ${frame}\n\n`))));

test('usage is found on a chunk of its own, on the last one, within its choice, beside it and on every one', async () => {
  const usage = { prompt_tokens: 20, completion_tokens: 4, total_tokens: 24 };
  for (const usageAt of [undefined, 'finish', 'choice', 'x_groq', 'every-chunk'] as const) {
    const { finish, text } = await odd('openai-compatible', { text: ['a', 'b'], usage }, usageAt ? { usageAt } : {});
    assert.deepEqual([text, finish.usage.input.fresh, finish.usage.output.text], ['ab', 20, 4], usageAt);
  }
});

test('thinking is found under each of its names, in parts and between tags', async () => {
  for (const thinkingAs of [undefined, 'reasoning', 'parts', 'tags', 'details'] as const) {
    const { text, thinking } = await odd('openai-compatible', { thinking: ['let me ', 'see'], text: ['Four', '.'] }, thinkingAs ? { thinkingAs } : {});
    assert.deepEqual([text, thinking], ['Four.', 'let me see'], thinkingAs);
  }
});

test('Azure: a first chunk without choices, empty names and filter results on every chunk do no harm', async () => {
  const filter = '"content_filter_results":{"hate":{"filtered":false,"severity":"safe"}}';
  const { text, finish } = await bytes('openai-compatible',
    `{"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0,${filter}}]}`,
    `{"choices":[{${filter},"delta":{"content":"","refusal":null,"role":"assistant"},"finish_reason":null,"index":0,"logprobs":null}],"created":1,"id":"chatcmpl-A","model":"gpt-6-sol-2026-08-01","object":"chat.completion.chunk","system_fingerprint":"fp"}`,
    `{"choices":[{${filter},"delta":{"content":"Hi"},"finish_reason":null,"index":0}],"created":1,"id":"chatcmpl-A","model":"gpt-6-sol-2026-08-01","object":"chat.completion.chunk"}`,
    `{"choices":[{"content_filter_results":{},"delta":{},"finish_reason":"stop","index":0}],"created":1,"id":"chatcmpl-A","model":"gpt-6-sol-2026-08-01","object":"chat.completion.chunk"}`,
    '{"choices":[],"created":1,"id":"chatcmpl-A","model":"gpt-6-sol-2026-08-01","object":"chat.completion.chunk","usage":{"completion_tokens":2,"prompt_tokens":9,"total_tokens":11}}', '[DONE]');
  assert.deepEqual([text, finish.reason.unified, finish.responseId, finish.servedModel, finish.usage.input.fresh], ['Hi', 'stop', 'chatcmpl-A', 'gpt-6-sol-2026-08-01', 9]);
});

test('Groq: usage beside and within x_groq on the last chunk is counted once', async () => {
  const { text, finish, events } = await bytes('groq',
    '{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"openai/gpt-oss-120b","system_fingerprint":"fp","choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}],"x_groq":{"id":"req_01"}}',
    '{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"openai/gpt-oss-120b","choices":[{"index":0,"delta":{"content":"Hey"},"logprobs":null,"finish_reason":null}]}',
    '{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"openai/gpt-oss-120b","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":{"queue_time":0.01,"prompt_tokens":46,"prompt_time":0.002,"completion_tokens":3,"completion_time":0.01,"total_tokens":49,"total_time":0.02},"x_groq":{"id":"req_01","usage":{"queue_time":0.01,"prompt_tokens":46,"completion_tokens":3,"total_tokens":49}}}',
    '[DONE]');
  assert.deepEqual([text, finish.usage.input.fresh, finish.usage.output.text, events.filter(({ type }) => type === 'usage').length], ['Hey', 46, 3, 1]);
});

test('Mistral: thinking in parts, tool calls without index and type, usage on the last chunk', async () => {
  const { text, thinking, toolCalls, finish } = await bytes('mistral',
    '{"id":"c","object":"chat.completion.chunk","created":1,"model":"magistral-medium","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}',
    '{"id":"c","choices":[{"index":0,"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"Time? "}]}]},"finish_reason":null}]}',
    '{"id":"c","choices":[{"index":0,"delta":{"content":[{"type":"text","text":"Looking."},{"type":"reference","reference_ids":[1]}]},"finish_reason":null}]}',
    '{"id":"c","choices":[{"index":0,"delta":{"content":"","tool_calls":[{"id":"yeKGQcB0N","function":{"name":"clock","arguments":"{\\"zone\\": \\"UTC\\"}"}},{"id":"3Ff0aKq9Z","function":{"name":"clock","arguments":"{\\"zone\\": \\"CET\\"}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":80,"total_tokens":100,"completion_tokens":20,"num_cached_tokens":64}}',
    '[DONE]');
  assert.deepEqual([text, thinking], ['Looking.', 'Time? ']);
  assert.deepEqual(toolCalls, [{ id: 'yeKGQcB0N', name: 'clock', arguments: { zone: 'UTC' } }, { id: '3Ff0aKq9Z', name: 'clock', arguments: { zone: 'CET' } }]);
  assert.deepEqual([finish.usage.input.fresh, finish.usage.input.cacheRead], [16, 64]);
});

test('DeepSeek: usage is null until the last chunk, which has it with hits and misses', async () => {
  const { thinking, finish } = await bytes('deepseek',
    '{"id":"d","object":"chat.completion.chunk","created":1,"model":"deepseek-v4-pro","choices":[{"index":0,"delta":{"role":"assistant","content":null,"reasoning_content":""},"logprobs":null,"finish_reason":null}],"usage":null}',
    '{"id":"d","choices":[{"index":0,"delta":{"content":null,"reasoning_content":"Hm"},"logprobs":null,"finish_reason":null}],"usage":null}',
    '{"id":"d","choices":[{"index":0,"delta":{"content":"4","reasoning_content":null},"logprobs":null,"finish_reason":null}],"usage":null}',
    '{"id":"d","choices":[{"index":0,"delta":{"content":"","reasoning_content":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":100,"completion_tokens":30,"total_tokens":130,"prompt_tokens_details":{"cached_tokens":64},"completion_tokens_details":{"reasoning_tokens":28},"prompt_cache_hit_tokens":64,"prompt_cache_miss_tokens":36}}',
    '[DONE]');
  assert.equal(thinking, 'Hm');
  assert.deepEqual([finish.usage.input.fresh, finish.usage.input.cacheRead, finish.usage.output.text, finish.usage.output.reasoning], [36, 64, 2, 28]);
});

test('OpenRouter: comments while it waits, a reported cost, and the fee on top with a key of the user\'s own', async () => {
  const usage = (more: string): string => `{"id":"gen-1","provider":"Anthropic","model":"anthropic/claude-sonnet-5.5","object":"chat.completion.chunk","created":1,"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null,"native_finish_reason":null}],"usage":{"prompt_tokens":9,"completion_tokens":10,"total_tokens":19,"cost":0.0021,${more}"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":11}}}`;
  const frames = [': OPENROUTER PROCESSING', ': OPENROUTER PROCESSING', '{"id":"gen-1","provider":"Anthropic","model":"anthropic/claude-sonnet-5.5","choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"},"finish_reason":"stop","native_finish_reason":"end_turn"}]}'];
  const plain = await bytes('openrouter', ...frames, usage('"is_byok":false,"cost_details":{"upstream_inference_cost":null},'), '[DONE]');
  assert.deepEqual([plain.text, plain.finish.cost], ['Hi', { provenance: 'reported', amount: 0.0021, currency: 'USD' }]);
  assert.deepEqual(plain.finish.usage.output, { text: 0, reasoning: 10 }, 'the total says that 10 is all');
  const own = await bytes('openrouter', ...frames, usage('"is_byok":true,"cost_details":{"upstream_inference_cost":0.04},'), '[DONE]');
  assert.ok(own.finish.cost.provenance === 'reported' && Math.abs(own.finish.cost.amount - 0.0421) < 1e-9);
});

test('OpenRouter: a vendor that fails in the middle says so in its choice or beside it', async () => {
  const begun = '{"id":"gen-1","choices":[{"index":0,"delta":{"role":"assistant","content":"so far"},"finish_reason":null}]}';
  for (const broken of [
    '{"id":"gen-1","error":{"code":502,"message":"Provider disconnected"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}',
    '{"id":"gen-1","choices":[{"index":0,"delta":{"content":""},"finish_reason":"error","error":{"code":502,"message":"Provider disconnected"}}]}',
  ]) {
    const { text, finish } = await bytes('openrouter', begun, broken, '[DONE]');
    assert.deepEqual([text, finish.error?.kind], ['so far', 'server']);
    assert.match(finish.error?.message ?? '', /Provider disconnected/);
  }
});

test('xAI: ticks are a cost, and reasoning stands beside the completion', async () => {
  const { finish } = await bytes('xai',
    '{"id":"x","object":"chat.completion.chunk","created":1,"model":"grok-4.7","choices":[{"index":0,"delta":{"reasoning_content":"Hm","role":"assistant"}}]}',
    '{"id":"x","choices":[{"index":0,"delta":{"content":"4"},"finish_reason":"stop"}]}',
    '{"id":"x","choices":[],"usage":{"prompt_tokens":12,"completion_tokens":2,"total_tokens":354,"prompt_tokens_details":{"text_tokens":12,"audio_tokens":0,"image_tokens":0,"cached_tokens":5},"completion_tokens_details":{"reasoning_tokens":340,"audio_tokens":0},"num_sources_used":0,"cost_in_usd_ticks":20720000}}',
    '[DONE]');
  assert.deepEqual(finish.usage.output, { text: 2, reasoning: 340 });
  assert.deepEqual(finish.cost, { provenance: 'reported', amount: 0.002072, currency: 'USD' });
});

test('LiteLLM: a cost of 0 is not believed, any other is', async () => {
  for (const [cost, provenance] of [[0.0125, 'reported'], [0, 'computed']] as const) {
    const { finish } = await odd('litellm', { text: ['x'] }, { usageFields: { cost } });
    assert.equal(finish.cost.provenance === 'reported', provenance === 'reported');
  }
});

test('Perplexity: usage and cost on every chunk, the whole message beside each delta', async () => {
  const frame = (delta: string, whole: string, reason: string, cost: number): string => `{"id":"p","model":"sonar-pro","created":1,"usage":{"prompt_tokens":3,"completion_tokens":${whole.length},"total_tokens":${3 + whole.length},"cost":{"input_tokens_cost":0,"output_tokens_cost":0,"request_cost":0.006,"total_cost":${cost}}},"citations":["https://example.com"],"object":"chat.completion.chunk","choices":[{"index":0,"finish_reason":${reason},"message":{"role":"assistant","content":"${whole}"},"delta":{"role":"assistant","content":"${delta}"}}]}`;
  const { text, finish } = await bytes('perplexity', frame('ab', 'ab', 'null', 0.006), frame('c', 'abc', '"stop"', 0.0061));
  assert.deepEqual([text, finish.reason.unified, finish.usage.output.text], ['abc', 'stop', 3]);
  assert.deepEqual(finish.cost, { provenance: 'reported', amount: 0.0061, currency: 'USD' });
});

test('Cerebras, Moonshot and Alibaba: timings, a chunk without object, usage within the choice or without choices', async () => {
  const timed = await bytes('cerebras',
    '{"id":"k","choices":[{"delta":{"role":"assistant","reasoning":"Hm"},"index":0}],"created":1,"model":"gpt-oss-120b","system_fingerprint":"fp","object":"chat.completion.chunk"}',
    '{"id":"k","choices":[{"delta":{"content":"4"},"index":0}],"created":1,"model":"gpt-oss-120b","object":"chat.completion.chunk"}',
    '{"id":"k","choices":[{"delta":{},"finish_reason":"stop","index":0}],"created":1,"model":"gpt-oss-120b","object":"chat.completion.chunk","usage":{"total_tokens":80,"completion_tokens":10,"prompt_tokens":70},"time_info":{"queue_time":0.0001,"total_time":0.01}}');
  assert.deepEqual([timed.text, timed.thinking, timed.finish.usage.input.fresh], ['4', 'Hm', 70]);
  const within = await bytes('openai-compatible', '{"id":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"4"},"finish_reason":null}]}', '{"id":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop","usage":{"prompt_tokens":8,"completion_tokens":1,"total_tokens":9,"cached_tokens":2}}]}', '[DONE]');
  assert.deepEqual([within.text, within.finish.usage.output.text, within.finish.usage.input.cacheRead], ['4', 1, 2]);
  const apart = await bytes('openai-compatible', '{"choices":[{"delta":{"content":"4","reasoning_content":null},"finish_reason":"","index":0}],"usage":null}', '{"choices":[{"delta":{"content":""},"finish_reason":"stop","index":0}],"usage":null}', '{"choices":[],"usage":{"prompt_tokens":8,"completion_tokens":1,"total_tokens":9}}', '[DONE]');
  assert.deepEqual([apart.text, apart.finish.reason.raw, apart.finish.usage.input.fresh], ['4', 'stop', 8]);
});

test('local servers: timings of llama.cpp, words of TGI, both names of vLLM\'s reasoning, and no [DONE]', async () => {
  assert.equal((await odd('llamacpp', { text: ['a'] }, { fields: { timings: { prompt_n: 5, predicted_per_second: 40.5 } } })).finish.reason.unified, 'stop');
  assert.equal((await odd('tgi', { text: ['a'], finish: 'eos_token' }, {})).finish.reason.unified, 'stop');
  assert.equal((await odd('ollama', { text: ['a'] }, { done: false })).finish.reason.unified, 'stop');
  const both = await bytes('vllm', '{"choices":[{"index":0,"delta":{"content":"","reasoning_content":"","reasoning":"Hm"},"finish_reason":null}]}', '{"choices":[{"index":0,"delta":{"content":"4"},"finish_reason":"stop"}]}');
  assert.deepEqual([both.thinking, both.text], ['Hm', '4']);
  assert.equal((await odd('vllm', { text: ['half'], finish: 'abort' }, {})).finish.error?.kind, 'server');
  assert.equal((await odd('ollama', { text: ['a'] }, {})).finish.cost.provenance, 'free');
});

test('whole tool calls at once, without index and type, come out one by one', async () => {
  const script = { toolCalls: [{ id: 'a', name: 'one', pieces: ['{"x":', '1}'] }, { id: 'b', name: 'two', pieces: [] }] };
  const { toolCalls } = await odd('together', script, { wholeToolCalls: true });
  assert.deepEqual(toolCalls, [{ id: 'a', name: 'one', arguments: { x: 1 } }, { id: 'b', name: 'two', arguments: {} }]);
});

test('OpenRouter: an error that comes with the bill keeps the bill', async () => {
  const { finish } = await bytes('openrouter',
    '{"id":"gen-1","model":"a/b","choices":[{"index":0,"delta":{"content":"par"},"finish_reason":null}]}',
    '{"id":"gen-1","model":"a/b","error":{"code":502,"message":"Upstream gave up"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":null}],"usage":{"prompt_tokens":40,"completion_tokens":2,"total_tokens":42,"cost":0.0005}}', '[DONE]');
  assert.ok(finish.error);
  assert.deepEqual([finish.usage.input.fresh, finish.usage.output.text], [40, 2]);
  assert.deepEqual(finish.cost, { provenance: 'reported', amount: 0.0005, currency: 'USD' });
});

test('of answers side by side the first is told, whether they share chunks or not', async () => {
  const { text, finish } = await bytes('openai-compatible',
    '{"id":"c","choices":[{"index":0,"delta":{"content":"mi"}},{"index":1,"delta":{"content":"yours"}}]}',
    '{"id":"c","choices":[{"index":1,"delta":{},"finish_reason":"length"}]}',
    '{"id":"c","choices":[{"index":1,"delta":{"content":"!"}},{"index":0,"delta":{"content":"ne"}}]}',
    '{"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}', '[DONE]');
  assert.deepEqual([text, finish.reason], ['mine', { unified: 'stop', raw: 'stop' }]);
});

test('a call in the form of old is a call', async () => {
  const { toolCalls, finish } = await bytes('openai-compatible',
    '{"id":"c","choices":[{"index":0,"delta":{"role":"assistant","content":null,"function_call":{"name":"look","arguments":""}},"finish_reason":null}]}',
    '{"id":"c","choices":[{"index":0,"delta":{"function_call":{"arguments":"{\\"at\\":"}},"finish_reason":null}]}',
    '{"id":"c","choices":[{"index":0,"delta":{"function_call":{"arguments":"\\"β\\"}"}},"finish_reason":null}]}',
    '{"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"function_call"}]}', '[DONE]');
  assert.deepEqual(toolCalls.map(({ name, arguments: given }) => [name, given]), [['look', { at: 'β' }]]);
  assert.deepEqual(finish.reason, { unified: 'tool-calls', raw: 'function_call' });
});

test('OpenRouter: a limit that was told as the end is no error when it is told again', async () => {
  const limit = '{"id":"gen-1","error":{"code":400,"message":"Token limit reached"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":null}],"usage":{"prompt_tokens":40,"completion_tokens":8,"total_tokens":48,"cost":0.001}}';
  const { text, finish } = await bytes('openrouter', '{"id":"gen-1","model":"a/b","choices":[{"index":0,"delta":{"content":"so far"},"finish_reason":"length"}]}', limit, '[DONE]');
  assert.deepEqual([text, finish.reason, finish.error], ['so far', { unified: 'length', raw: 'length' }, undefined]);
  assert.deepEqual([finish.usage.output.text, finish.cost], [8, { provenance: 'reported', amount: 0.001, currency: 'USD' }]);
  assert.equal((await bytes('openrouter', limit, '[DONE]')).finish.error?.kind, 'context-overflow');
});

test('images in an answer are left out, and that is said once', async () => {
  const image = '{"id":"gen-1","choices":[{"index":0,"delta":{"content":"","images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]}}]}';
  const { text, notices, finish } = await bytes('openrouter', '{"id":"gen-1","choices":[{"index":0,"delta":{"content":"Here: ","images":[]}}]}', image, image, '{"id":"gen-1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}', '[DONE]');
  assert.deepEqual([text, notices, finish.reason.unified], ['Here: ', ['The answer holds an image; only its text is shown.'], 'stop']);
});
