// Names for the editor's models, both ways.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findModel, listModels } from '../../../../src/core/dialects/vscodeLm/models.ts';
import { modelOf } from './support.ts';

test('every listed name means the model it stands for, whatever vendors call theirs', () => {
  const word = fc.constantFrom('a', 'b', 'gpt', 'a/b', 'with space', '');
  const model = fc.record({ vendor: fc.constantFrom('copilot', 'x', 'parley', 'x/y', 'my vendor'), family: word, id: word, name: fc.uuid() });
  fc.assert(fc.property(fc.array(model, { maxLength: 8 }), (models) => {
    const offered = models.map((each) => modelOf(each));
    const listed = listModels(offered);
    assert.equal(new Set(listed.map(({ name }) => name)).size, listed.length);
    for (const { name, title } of listed) {
      assert.equal(findModel(offered, name)?.name, title, name);
      assert.ok(!name.startsWith('parley/'));
      assert.match(name, /^[^\s/]+\/\S+$/);
    }
  }), { numRuns: 1_000 });
});

test('a family names the first of its models, an id exactly one', () => {
  const offered = [modelOf({ id: 'old', family: 'gpt' }), modelOf({ id: 'new', family: 'gpt' }), modelOf({ vendor: 'other', id: 'new', family: 'o' })];
  assert.equal(findModel(offered, 'copilot/gpt'), offered[0]);
  assert.equal(findModel(offered, 'copilot/new'), offered[1]);
  assert.equal(findModel(offered, 'copilot/none'), undefined);
  assert.deepEqual(listModels(offered).map(({ name }) => name), ['copilot/old', 'copilot/new', 'other/o']);
});

test('a listed model tells its window and abilities, and nothing that is not known', () => {
  assert.deepEqual(listModels([modelOf({ images: false, maxInputTokens: 64_000 })]), [{ name: 'copilot/gpt-5.6', title: 'GPT-5.6', contextWindow: 64_000, images: false, tools: true }]);
  assert.deepEqual(listModels([modelOf({ images: undefined, tools: undefined, maxInputTokens: undefined })]), [{ name: 'copilot/gpt-5.6', title: 'GPT-5.6' }]);
  assert.equal(listModels([modelOf({ maxInputTokens: 0 })])[0]?.contextWindow, undefined);
});
