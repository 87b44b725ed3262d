// CPU per delta of the whole client, against the bare official SDK and against fetch with a parser; 50 streams at once; and
// how much later than with fetch and a parser the first text is there.

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Figure, median, rounded } from './figure.ts';
import { contenders } from './streaming/contenders.ts';

const deltas = 20_000;
const charactersPerDelta = 5;
/** As many as a process needs to run at its usual speed. */
const usualRounds = 15;
const many = { streams: 50, deltas: 400 };
const goalHeld = 50;
const goalFirst = 2;

interface Measured {
  readonly cpu: readonly number[];
  readonly heldMs: number;
  readonly rssMb: number;
}

export async function* figures(): AsyncIterable<Figure> {
  for (const wire of Object.keys(contenders)) {
    const perDelta = await withServer(wire, deltas, 1, async (url) => {
      const read = async (name: string): Promise<number> => median((await measure(wire, name, url, deltas, usualRounds, 1)).cpu) / deltas;
      return { parley: await read('parley'), sdk: await read('sdk'), parser: await read('parser') };
    });
    yield { name: `${wire}: CPU per delta`, value: rounded(perDelta.parley), unit: 'us', peer: 'bare SDK', ratio: rounded(perDelta.parley / perDelta.sdk) };
    yield { name: `${wire}: CPU per delta`, value: rounded(perDelta.parley), unit: 'us', peer: 'fetch and parser', ratio: rounded(perDelta.parley / perDelta.parser) };
    const first = await withServer(wire, 3, 3, async (url) => ({ parley: await timeToFirst(wire, 'parley', url), parser: await timeToFirst(wire, 'parser', url) }));
    yield { name: `${wire}: added time to the first text (p50)`, value: rounded(first.parley - first.parser), unit: 'ms', peer: `goal ${goalFirst}`, ratio: rounded((first.parley - first.parser) / goalFirst) };
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

function measure(wire: string, name: string, url: string, count: number, rounds: number, streams: number): Promise<Measured> {
  return inProcess('streaming/measure.ts', [wire, name, url, String(count * charactersPerDelta), String(rounds), String(streams)]);
}

async function timeToFirst(wire: string, name: string, url: string): Promise<number> {
  return median((await inProcess<{ readonly milliseconds: readonly number[] }>('streaming/measureFirst.ts', [wire, name, url])).milliseconds);
}

/** What a fresh process has to tell. */
async function inProcess<T>(program: string, words: readonly string[]): Promise<T> {
  const child: ChildProcess = fork(join(import.meta.dirname, program), words);
  const answer = Promise.race([once(child, 'message'), once(child, 'exit').then(([code]) => Promise.reject(new Error(`${program} ${words.join(' ')} ended with ${String(code)}.`)))]);
  const [told] = (await answer) as [T];
  return told;
}
