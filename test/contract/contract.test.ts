// Every provider times every promise. A vendor that is added to the registry is held to them without another line here.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Provider } from '../../src/core/providers/provider.ts';
import { registry } from '../../src/core/providers/registry.ts';
import { exampleVendor } from './exampleVendor.ts';
import { promises } from './promises.ts';
import { onStage } from './stage.ts';
import { wires } from './wires.ts';

/** Wires without anyone to speak to; their dialects have suites of their own. */
const serverless = new Set(['demo']);

function holdToTheContract(provider: Provider): void {
  for (const dialect of provider.dialects) {
    if (serverless.has(dialect.wire)) continue;
    describe(`${provider.id} over ${dialect.wire}`, () => {
      const wire = wires.get(dialect.wire);
      test('its wire has a simulator', () => assert.ok(wire));
      for (const { name, needs, play } of promises) {
        if (!wire || (needs && wire.untold?.[needs] !== undefined)) continue;
        test(name, () => onStage(provider, dialect, wire, play));
      }
    });
  }
}

// A new vendor is one file and one line: this list is the line.
for (const provider of [...registry, exampleVendor]) holdToTheContract(provider);
