// Names of models, as vendors and resellers write them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { familyOf } from '../../../src/core/tokens/families.ts';

const cases: readonly (readonly [reference: string, encoding: 'o200k_base' | 'cl100k_base', exact: boolean, vendor: string])[] = [
  ['openai/gpt-6-sol', 'o200k_base', true, 'openai'],
  ['openai/gpt-6.1-sol-mini', 'o200k_base', true, 'openai'],
  ['openai/gpt-5', 'o200k_base', true, 'openai'],
  ['openai/gpt-4o-mini', 'o200k_base', true, 'openai'],
  ['openai/chatgpt-4o-latest', 'o200k_base', true, 'openai'],
  ['openai/gpt-4.1-nano', 'o200k_base', true, 'openai'],
  ['openai/o3', 'o200k_base', true, 'openai'],
  ['openai/o4-mini-2026-01-01', 'o200k_base', true, 'openai'],
  ['openai/ft:gpt-4o-2024-08-06:house::id', 'o200k_base', true, 'openai'],
  ['openrouter/openai/gpt-6-sol', 'o200k_base', true, 'openai'],
  ['openrouter/openai/gpt-oss-120b:free', 'o200k_base', true, 'openai'],
  ['groq/openai/gpt-oss-120b', 'o200k_base', true, 'openai'],
  ['azure/gpt-4o-prod', 'o200k_base', true, 'openai'],
  ['azure/gpt-35-turbo', 'cl100k_base', true, 'openai'],
  ['openai/gpt-4', 'cl100k_base', true, 'openai'],
  ['openai/gpt-4-turbo', 'cl100k_base', true, 'openai'],
  ['openai/gpt-3.5-turbo', 'cl100k_base', true, 'openai'],
  ['azure/our-deployment', 'o200k_base', false, 'other'],
  ['anthropic/claude-sonnet-5-5', 'o200k_base', false, 'anthropic'],
  ['bedrock/eu.anthropic.claude-opus-5', 'o200k_base', false, 'anthropic'],
  ['gemini/gemini-3.8-flash', 'o200k_base', false, 'gemini'],
  ['ollama/llama3.3', 'o200k_base', false, 'other'],
  ['ollama/gpt-neo', 'o200k_base', false, 'other'],
  ['demo/tour', 'o200k_base', false, 'other'],
  ['openai/gpt-41', 'o200k_base', true, 'openai'],
  ['', 'o200k_base', false, 'other'],
];

for (const [reference, encoding, exact, vendor] of cases) {
  test(`"${reference}" is counted with ${encoding}, ${exact ? 'exactly' : 'as a guess'}`, () => {
    const family = familyOf(reference);
    assert.deepEqual([family.encoding, family.exact, family.vendor], [encoding, exact, vendor]);
    assert.ok(family.exact ? family.factor === 1 : family.factor >= 1);
  });
}
