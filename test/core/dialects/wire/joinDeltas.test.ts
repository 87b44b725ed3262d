// Joining says the same with fewer words.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assemble } from '../../../../src/core/model/assemble.ts';
import type { StreamEvent } from '../../../../src/core/model/streamEvent.ts';
import { joinDeltas } from '../../../../src/core/dialects/wire/joinDeltas.ts';

const opaque = { vendor: 'v', data: 1 };
const event: fc.Arbitrary<StreamEvent> = fc.oneof(
  fc.record({ type: fc.constant('text-delta' as const), text: fc.string() }),
  fc.record({ type: fc.constant('thinking-delta' as const), text: fc.string() }),
  fc.record({ type: fc.constantFrom('text-delta' as const, 'thinking-delta' as const), text: fc.string(), opaque: fc.constant(opaque) }),
  fc.record({ type: fc.constant('tool-call-delta' as const), id: fc.constantFrom('a', 'b'), text: fc.string() }),
  fc.record({ type: fc.constant('tool-call-end' as const), id: fc.constantFrom('a', 'b'), name: fc.constant('t'), arguments: fc.constant({}) }),
  fc.record({ type: fc.constant('notice' as const), code: fc.constant('c'), message: fc.string() }),
);

test('joined events assemble to the same message, keep every other event and its order', () => {
  fc.assert(fc.property(fc.array(event), (events) => {
    const joined = joinDeltas(events);
    assert.deepEqual(assemble(joined), assemble(events));
    const others = (all: readonly StreamEvent[]) => all.filter(({ type }) => !type.endsWith('-delta'));
    assert.deepEqual(others(joined), others(events));
    assert.ok(joined.length <= events.length);
  }));
});
