// Compares any number of random strings with tiktoken, token for token, both vocabularies; throws at the first difference.

import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { encodingNames } from '../../../src/core/tokens/ranks/rankSource.ts';
import { nasty } from '../../core/tokens/support/nasty.ts';
import { ownEncoding, referenceEncoding } from '../../core/tokens/support/reference.ts';
import type { Figure } from '../figure.ts';

/** Half of them dense in what goes wrong, half any code points. */
export function* compareRandomStrings(count: number): Iterable<Figure> {
  for (const name of encodingNames) {
    const [own, reference] = [ownEncoding(name), referenceEncoding(name)];
    const seed = Date.now() | 0;
    let compared = 0;
    for (const strings of [nasty, fc.string({ unit: 'binary', maxLength: 30 })]) {
      for (const text of fc.sample(strings, { numRuns: Math.ceil(count / 2), seed })) {
        const [tokens, expected] = [own.encode(text), reference.encode(text)];
        if (!isDeepStrictEqual(tokens, expected) || own.count(text) !== expected.length) throw new Error(`${name} differs on ${JSON.stringify(text)} (seed ${seed}).`);
        compared += 1;
      }
    }
    yield { name: `tokens: ${name}, random strings as tiktoken`, value: compared, unit: 'strings' };
  }
}
