// What each server tells about its models, over real sockets, in the bytes it sends.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListedModel } from '../../../src/core/model/dialect.ts';
import { LlmError } from '../../../src/core/model/llmError.ts';
import { registry } from '../../../src/core/providers/registry.ts';
import { body } from '../../support/simulator/answers.ts';
import { type Page, pages } from '../../support/simulator/pages.ts';
import { type SeenRequest, startSimulator } from '../../support/simulator/simulator.ts';

async function list(id: string, byPath: Readonly<Record<string, Page>>, base = '/v1', signal = new AbortController().signal): Promise<{ models: readonly ListedModel[]; requests: readonly SeenRequest[] }> {
  await using simulator = await startSimulator(pages(byPath));
  const provider = registry.find((one) => one.id === id);
  const dialect = await provider?.dialects.find(({ wire }) => wire === 'openai-chat')?.load();
  assert.ok(dialect && 'listModels' in dialect, id);
  const endpoint = { provider: id, model: '', baseUrl: simulator.url + base, apiKey: 'key-0123456789', headers: {}, fetch: globalThis.fetch, info: {} };
  return { models: (await dialect.listModels?.(endpoint, signal)) ?? [], requests: simulator.requests };
}

const openaiList = (...entries: readonly object[]): object => ({ object: 'list', data: entries.map((entry) => ({ object: 'model', created: 1, ...entry })) });

test('a plain list has names; what an entry tells besides is read, whatever it is called', async () => {
  const { models, requests } = await list('openai-compatible', { '/v1/models': openaiList({ id: 'a', owned_by: 'x' }, { id: 'b', max_model_len: 4096 }, { id: 'c', context_length: 8192, max_output_tokens: 100 }, { id: '' }, { id: 'a' }) });
  assert.deepEqual(models, [{ name: 'a' }, { name: 'b', contextWindow: 4096 }, { name: 'c', contextWindow: 8192, maxOutput: 100 }]);
  assert.equal(requests[0]?.headers.authorization, 'Bearer key-0123456789');
});

test('OpenRouter tells windows, bounds and abilities; what writes no text is left out', async () => {
  const { models } = await list('openrouter', { '/api/v1/models': { data: [
    { id: 'anthropic/claude-sonnet-5.5', context_length: 1_000_000, architecture: { input_modalities: ['text', 'image'], output_modalities: ['text'] }, top_provider: { context_length: 200_000, max_completion_tokens: 64_000, is_moderated: true }, supported_parameters: ['tools', 'reasoning'], pricing: { prompt: '0.000002' } },
    { id: 'some/small', context_length: 32_000, architecture: { input_modalities: ['text'], output_modalities: ['text'] }, top_provider: { context_length: null, max_completion_tokens: null }, supported_parameters: [] },
    { id: 'some/painter', context_length: 1, architecture: { output_modalities: ['image'] } },
  ] } }, '/api/v1');
  assert.deepEqual(models, [
    { name: 'anthropic/claude-sonnet-5.5', contextWindow: 200_000, maxOutput: 64_000, images: true, tools: true, thinking: true },
    { name: 'some/small', contextWindow: 32_000, images: false, tools: false, thinking: false },
  ]);
});

test('Groq, vLLM, Mistral, Together, Fireworks and Cohere each tell it in their own words', async () => {
  assert.deepEqual((await list('groq', { '/v1/models': openaiList({ id: 'q', active: true, context_window: 131_072, max_completion_tokens: 65_536 }) })).models, [{ name: 'q', contextWindow: 131_072, maxOutput: 65_536 }]);
  assert.deepEqual((await list('vllm', { '/v1/models': openaiList({ id: 'v', owned_by: 'vllm', max_model_len: 40_960 }) })).models, [{ name: 'v', contextWindow: 40_960 }]);
  assert.deepEqual((await list('mistral', { '/v1/models': openaiList({ id: 'mistral-large-4', max_context_length: 262_144, capabilities: { completion_chat: true, function_calling: true, vision: true, reasoning: false } }, { id: 'mistral-embed', capabilities: { completion_chat: false } }) })).models, [{ name: 'mistral-large-4', contextWindow: 262_144, images: true, tools: true, thinking: false }]);
  assert.deepEqual((await list('together', { '/v1/models': [{ id: 'k', type: 'chat', context_length: 1000 }, { id: 'flux', type: 'image' }] })).models, [{ name: 'k', contextWindow: 1000 }]);
  assert.deepEqual((await list('fireworks', { '/inference/v1/models': openaiList({ id: 'f', context_length: 5, supports_chat: true, supports_image_input: false, supports_tools: true }, { id: 'e', supports_chat: false }) }, '/inference/v1')).models, [{ name: 'f', contextWindow: 5, images: false, tools: true }]);
  assert.deepEqual((await list('cohere', { '/v1/models?endpoint=chat&page_size=500': { models: [{ name: 'command-a', endpoints: ['chat'], context_length: 256_000, features: ['tools', 'vision'] }] } }, '/compatibility/v1')).models, [{ name: 'command-a', contextWindow: 256_000, images: true, tools: true }]);
});

test('LiteLLM tells more where the key may see it, and is never asked for its health', async () => {
  const info = { data: [
    { model_name: 'fast', model_info: { mode: 'chat', max_input_tokens: 200_000, max_output_tokens: 64_000, supports_vision: true, supports_function_calling: true, supports_reasoning: null } },
    { model_name: 'embed', model_info: { mode: 'embedding' } },
  ] };
  const names = openaiList({ id: 'fast' }, { id: 'embed' }, { id: 'other' });
  const { models, requests } = await list('litellm', { '/v1/models': names, '/v1/model/info': info });
  assert.deepEqual(models, [{ name: 'fast', contextWindow: 200_000, maxOutput: 64_000, images: true, tools: true }, { name: 'other' }]);
  assert.ok(!requests.some(({ path }) => path.includes('health')));
  assert.deepEqual((await list('litellm', { '/v1/models': names, '/v1/model/info': 403 })).models.map(({ name }) => name), ['fast', 'embed', 'other']);
});

test('Ollama tells its real window and abilities model by model; one that fails is listed by name', async () => {
  const tags = { models: [{ name: 'qwen3:8b', digest: 'a' }, { name: 'small:1b', digest: 'b' }, { name: 'nomic-embed-text', digest: 'c' }, { name: 'broken', digest: 'd' }] };
  const shown: Readonly<Record<string, object>> = {
    'qwen3:8b': { capabilities: ['completion', 'tools', 'thinking'], model_info: { 'general.architecture': 'qwen3', 'qwen3.context_length': 40_960, 'qwen3.embedding_length': 4096 } },
    'small:1b': { parameters: 'stop "<|x|>"\nnum_ctx                        8192', model_info: { 'llama.context_length': 131_072 } },
    'nomic-embed-text': { capabilities: ['embedding'], model_info: {} },
  };
  const { models } = await list('ollama', {
    '/api/tags': tags,
    '/api/show': (request, response) => {
      const answer = shown[(request.body as { model: string }).model];
      response.writeHead(answer ? 200 : 500, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? { error: 'no' }));
    },
  });
  assert.deepEqual(models, [
    { name: 'qwen3:8b', contextWindow: 40_960, images: false, tools: true, thinking: true },
    { name: 'small:1b', contextWindow: 8192 },
    { name: 'broken' },
  ]);
});

test('Ollama with hundreds of models is asked for the details of a few dozen', async () => {
  const models = Array.from({ length: 300 }, (_, index) => ({ name: `m${index}`, digest: 'x' }));
  const { models: listed, requests } = await list('ollama', { '/api/tags': { models }, '/api/show': { model_info: { 'x.context_length': 10 } } });
  assert.deepEqual([listed.length, requests.length], [300, 41]);
});

test('LM Studio: the newer list, the older one, else the plain one; what is loaded comes first', async () => {
  const unexpected = { error: 'Unexpected endpoint or method. (GET /api/v1/models)' };
  const newer = { models: [
    { type: 'llm', key: 'idle', max_context_length: 32_768, loaded_instances: [], capabilities: { vision: false, trained_for_tool_use: true } },
    { type: 'llm', key: 'qwen/qwen3-8b', max_context_length: 131_072, loaded_instances: [{ id: 'qwen/qwen3-8b', config: { context_length: 8192 } }], capabilities: { vision: true, trained_for_tool_use: true } },
    { type: 'embedding', key: 'nomic', max_context_length: 2048, loaded_instances: [] },
  ] };
  assert.deepEqual((await list('lmstudio', { '/api/v1/models': newer })).models, [{ name: 'qwen/qwen3-8b', contextWindow: 8192, images: true, tools: true }, { name: 'idle', contextWindow: 32_768, images: false, tools: true }]);
  const older = openaiList({ id: 'gemma', type: 'vlm', state: 'loaded', max_context_length: 32_768, loaded_context_length: 4096, capabilities: ['tool_use'] }, { id: 'embed', type: 'embeddings', max_context_length: 1 });
  assert.deepEqual((await list('lmstudio', { '/api/v1/models': unexpected, '/api/v0/models': older })).models, [{ name: 'gemma', contextWindow: 4096, images: true, tools: true }]);
  assert.deepEqual((await list('lmstudio', { '/api/v1/models': unexpected, '/api/v0/models': 500, '/v1/models': openaiList({ id: 'gemma', owned_by: 'organization_owner' }) })).models, [{ name: 'gemma' }]);
});

test('llama.cpp: the window it runs with, not the one the model was trained for', async () => {
  const names = openaiList({ id: 'qwen3.gguf', owned_by: 'llamacpp', meta: { n_ctx_train: 131_072 } });
  assert.deepEqual((await list('llamacpp', { '/v1/models': names, '/props': { default_generation_settings: { n_ctx: 4096 }, modalities: { vision: true } } })).models, [{ name: 'qwen3.gguf', contextWindow: 4096, images: true }]);
  assert.deepEqual((await list('llamacpp', { '/v1/models': names, '/props': 401 })).models, [{ name: 'qwen3.gguf', contextWindow: 131_072 }]);
});

test('vendors that cannot tell their models have none, and are not asked', async () => {
  for (const id of ['perplexity', 'azure']) {
    const { models, requests } = await list(id, {});
    assert.deepEqual([models, requests.length], [[], 0], id);
  }
});

test('a list that cannot be had is an error with its kind; a list that is none has no models', async () => {
  const kindOf = (id: string, page: Page): Promise<unknown> => list(id, { '/v1/models': page, '/api/tags': page }).then(() => 'listed', (error: unknown) => (error instanceof LlmError ? error.kind : error));
  for (const id of ['groq', 'ollama', 'litellm', 'llamacpp']) {
    assert.equal(await kindOf(id, 401), 'auth', id);
    assert.equal(await kindOf(id, body(200, 'text/html', '<html>')), 'bad-response', id);
    for (const odd of [{}, { data: 7, models: 'x' }, [], { data: [null, 3, {}], models: [null] }]) assert.equal(await kindOf(id, odd), 'listed', id);
  }
  assert.equal(await list('groq', { '/v1/models': {} }, '/v1', AbortSignal.abort()).catch((error: LlmError) => error.kind), 'cancelled');
});
