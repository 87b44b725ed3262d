// CPU per delta of the whole client, against the bare official SDK and against fetch with a parser; and 50 streams at once.

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Figure, median, rounded } from './figure.ts';
import { contenders } from './streaming/contenders.ts';

const deltas = 20_000;
const charactersPerDelta = 5;
const many = { streams: 50, deltas: 400 };
const goalHeld = 50;

interface Measured {
  readonly cpu: readonly number[];
  readonly heldMs: number;
  readonly rssMb: number;
}

export async function* figures(): AsyncIterable<Figure> {
  for (const wire of Object.keys(contenders)) {
    const perDelta = await withServer(wire, deltas, 1, async (url) => {
      const read = async (name: string): Promise<number> => median((await measure(wire, name, url, deltas, 5, 1)).cpu) / deltas;
      return { parley: await read('parley'), sdk: await read('sdk'), parser: await read('parser') };
    });
    yield { name: `${wire}: CPU per delta`, value: rounded(perDelta.parley), unit: 'us', peer: 'bare SDK', ratio: rounded(perDelta.parley / perDelta.sdk) };
    yield { name: `${wire}: CPU per delta`, value: rounded(perDelta.parley), unit: 'us', peer: 'fetch and parser', ratio: rounded(perDelta.parley / perDelta.parser) };
    // All data at hand: the worst that can happen to the event loop.
    const together = await withServer(wire, many.deltas, many.deltas, async (url) => ({
      parley: await measure(wire, 'parley', url, many.deltas, 3, many.streams),
      sdk: await measure(wire, 'sdk', url, many.deltas, 3, many.streams),
    }));
    yield { name: `${wire}: event loop held by ${many.streams} streams`, value: rounded(together.parley.heldMs), unit: 'ms', peer: `goal ${goalHeld}`, ratio: rounded(together.parley.heldMs / goalHeld) };
    yield { name: `${wire}: event loop held by ${many.streams} streams`, value: rounded(together.parley.heldMs), unit: 'ms', peer: 'bare SDK', ratio: rounded(together.parley.heldMs / together.sdk.heldMs) };
  }
}

async function withServer<T>(wire: string, count: number, batch: number, use: (url: string) => Promise<T>): Promise<T> {
  const server = fork(join(import.meta.dirname, 'streaming/server.ts'), [wire, String(count), String(batch)]);
  try {
    const [port] = (await once(server, 'message')) as [number];
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    server.kill();
  }
}

async function measure(wire: string, name: string, url: string, count: number, rounds: number, streams: number): Promise<Measured> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'streaming/measure.ts'), [wire, name, url, String(count * charactersPerDelta), String(rounds), String(streams)]);
  const answer = Promise.race([once(child, 'message'), once(child, 'exit').then(([code]) => Promise.reject(new Error(`${name} for ${wire} ended with ${String(code)}.`)))]);
  const [measured] = (await answer) as [Measured];
  return measured;
}
