// From a reference to a provider, and what is said when there is none.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatModelRef, parseModelRef } from '../../../src/core/model/modelRef.ts';
import { createProviderDirectory } from '../../../src/core/providers/directory.ts';
import { keyVariable, type ProviderSettings } from '../../../src/core/providers/provider.ts';
import { registry } from '../../../src/core/providers/registry.ts';
import { collect } from '../../support/collect.ts';
import { callOf, simulatedClient } from '../../support/simulatedClient.ts';

const directory = (settings: Readonly<Record<string, ProviderSettings>> = {}) => createProviderDirectory(registry, () => settings);

test('a reference and its parts are two writings of one thing', () => {
  const word = fc.stringMatching(/^[^\s/]+$/);
  fc.assert(fc.property(word, fc.stringMatching(/^\S+$/), (provider, model) => {
    assert.deepEqual(parseModelRef(formatModelRef({ provider, model })), { provider, model });
  }));
  for (const wrong of ['', 'gpt', '/gpt', 'openai/', 'open ai/x', 'openai/a b']) assert.equal(parseModelRef(wrong), undefined, wrong);
});

test('a model name may hold slashes', () => {
  const { configured, model } = directory().resolve('openai-compatible/org/model:free');
  assert.deepEqual([configured.id, model], ['openai-compatible', 'org/model:free']);
});

test('a provider of the user\'s own behaves like its type, under its own name', () => {
  const own = directory({ corp: { type: 'openai-compatible', baseUrl: 'http://corp/v1', models: ['a'] } }).resolve('corp/a').configured;
  assert.deepEqual([own.id, own.label, own.baseUrl, own.models], ['corp', 'corp', 'http://corp/v1', ['a']]);
});

test('a reference that means nothing is refused with a sentence', () => {
  assert.throws(() => directory().resolve('gpt-6'), /"gpt-6" is not a model reference/);
  assert.throws(() => directory().resolve('opnai/gpt-6'), /no provider "opnai"/);
  assert.throws(() => directory({ x: { type: 'nothing' } }).resolve('x/y'), /no provider "x"/);
  for (const name of ['__proto__', 'constructor', 'toString']) assert.throws(() => directory().resolve(`${name}/x`), /no provider/);
});

test('ids in the registry are unique, and each names its key\'s variable', () => {
  assert.equal(new Set(registry.map(({ id }) => id)).size, registry.length);
  assert.equal(keyVariable('openai'), 'OPENAI_API_KEY');
  assert.equal(keyVariable('openai-compatible'), 'OPENAI_COMPATIBLE_API_KEY');
});

test('what is missing before a call is said before anything is sent', async () => {
  const cases: readonly [Parameters<typeof simulatedClient>[1], string, string, RegExp][] = [
    [{ key: undefined, providers: {} }, 'openai/x', 'auth', /no key for OpenAI \(OPENAI_API_KEY\)/],
    [{ key: 'schlüssel', providers: {} }, 'openai/x', 'auth', /characters that no key has/],
    [{ providers: {} }, 'openai-compatible/x', 'bad-request', /parley\.providers\.openai-compatible\.baseUrl/],
    [{ providers: { openai: { baseUrl: 'file:///etc/passwd' } } }, 'openai/x', 'bad-request', /not an http/],
    [{ providers: {} }, 'nonsense', 'bad-request', /not a model reference/],
  ];
  for (const [options, model, kind, words] of cases) {
    const { finish } = await collect(simulatedClient('http://127.0.0.1:9', options).client(callOf('x', { model })));
    assert.equal(finish.error?.kind, kind, model);
    assert.match(finish.error?.message ?? '', words);
    assert.equal(finish.model, model);
  }
});
