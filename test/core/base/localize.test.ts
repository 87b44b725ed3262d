// Sentences for people: filled in as written, or by whoever translates.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillIn, localize, translateWith } from '../../../src/core/base/localize.ts';

test('values stand where their numbers stood, and are not looked through again', () => {
  assert.equal(localize('{1} of {0}, {0}', '{1}', 3), '3 of {1}, {1}');
  assert.equal(localize('{2} is not there'), '{2} is not there');
});

test('a translation is asked for the sentence as it is written', () => {
  translateWith((sentence, ...values) => (sentence === 'Send {0}' ? fillIn('{0} senden', ...values) : fillIn(sentence, ...values)));
  assert.equal(localize('Send {0}', 'dies'), 'dies senden');
  translateWith(fillIn);
  assert.equal(localize('Send {0}', 'this'), 'Send this');
});
