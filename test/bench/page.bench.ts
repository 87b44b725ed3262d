// The page in Chromium: what a delta costs at every length, whether frames are dropped, how long conversations open.

import type { Change, Snapshot, TurnView } from '../../src/shared/protocol.ts';
import { answer, question, snapshot } from '../page/support/snapshots.ts';
import { type Figure, rounded } from './figure.ts';
import { withBenchPages } from './page/benchPage.ts';
import { hostTraffic } from './page/hostTraffic.ts';
import { longAnswer, monotonous } from './page/texts.ts';

const lengths = [1_000, 5_000, 20_000, 80_000];
const pace = 200;
const tailDeltas = 600;
const charactersPerDelta = 4;
const goals = { growth: 1.3, task: 50, dropped: 0, open: 1_000, bytes: 1.5 };

export async function* figures(): AsyncIterable<Figure> {
  yield* await withBenchPages<Figure>(async function* measure(open) {
    const perDelta: number[] = [];
    for (const tokens of lengths) {
      const text = longAnswer(tokens);
      const split = text.length - tailDeltas * charactersPerDelta;
      const page = await open(snapshotOf([turn('answer', '')]));
      const filled = await page.stream([grew(text.slice(0, Math.max(split, 0)))], 0);
      const watched = await page.stream(deltasOf(text.slice(Math.max(split, 0))), pace);
      perDelta.push((watched.scriptMs * 1000) / tailDeltas);
      const name = `page, ${tokens} tokens`;
      yield { name: `${name}: script per delta`, value: rounded(perDelta.at(-1) ?? 0), unit: 'us', peer: `at ${lengths[0]} tokens, goal ${goals.growth}`, ratio: rounded((perDelta.at(-1) ?? 0) / (perDelta[0] ?? 0)) };
      yield against(`${name}: longest task at ${pace} deltas/s, 0 for none above 50`, watched.longestTask, 'ms', goals.task);
      yield { name: `${name}: dropped of ${watched.frames} frames`, value: watched.dropped, unit: 'frames', peer: `goal ${goals.dropped}` };
      yield against(`${name}: longest task when it came at once`, filled.longestTask, 'ms', goals.task);
      yield { name: `${name}: script memory after`, value: rounded(await page.heapMb()), unit: 'MB' };
    }
    for (const [what, text] of Object.entries(monotonous)) {
      const page = await open(snapshotOf([turn('answer', '')]));
      const pieces = Math.ceil(text.length / pace / 4);
      const watched = await page.stream([...deltasOf(text, pieces), { type: 'turn-changed', id: 'answer', changes: { state: 'done' } }], pace);
      yield against(`page, ${what} in ${rounded(watched.milliseconds / 1000)} s: longest task`, watched.longestTask, 'ms', goals.task);
      yield { name: `page, ${what}: dropped of ${watched.frames} frames`, value: watched.dropped, unit: 'frames' };
    }
    const megabyte = await open(snapshotOf([]));
    const opened = await megabyte.stream([{ type: 'turn-added', turn: turn('answer', longAnswer(250_000), 'done') }], 0);
    yield { name: 'page, an answer of 1 MB: drawn after', value: rounded(opened.milliseconds), unit: 'ms' };
    yield against('page, an answer of 1 MB: longest task', opened.longestTask, 'ms', goals.task);
    yield* await conversation(open);
  });
  yield* hostTraffic(longAnswer(5_000), goals.bytes);
}

async function conversation(open: Parameters<Parameters<typeof withBenchPages>[0]>[0]): Promise<Figure[]> {
  const turns = Array.from({ length: 2_000 }, (_, index) => turn(`t${index}`, longAnswer(1_000), 'done', index % 2 === 0));
  const page = await open(snapshotOf([]));
  const watched = await page.open({ ...snapshotOf(turns), conversation: 'long' });
  return [
    against('page, a conversation of 2,000 turns: at rest after', watched.milliseconds, 'ms', goals.open),
    against('page, a conversation of 2,000 turns: longest task', watched.longestTask, 'ms', goals.task),
    { name: 'page, a conversation of 2,000 turns: script memory after', value: rounded(await page.heapMb()), unit: 'MB' },
  ];
}

function against(name: string, value: number, unit: string, goal: number): Figure {
  return { name, value: rounded(value), unit, peer: `goal ${goal}`, ratio: rounded(value / goal) };
}

function deltasOf(text: string, characters = charactersPerDelta): Change[] {
  return Array.from({ length: Math.ceil(text.length / characters) }, (_, index) => grew(text.slice(index * characters, (index + 1) * characters)));
}

function grew(text: string): Change {
  return { type: 'turn-grew', id: 'answer', text, thinking: '' };
}

function turn(id: string, text: string, state: TurnView['state'] = 'streaming', own = false): TurnView {
  return own ? question(text, { id }) : answer(text, { id, state });
}

function snapshotOf(turns: readonly TurnView[]): Snapshot {
  return snapshot(turns, { conversation: 'bench' });
}
