// A fresh process that reads answers one way and tells what it cost.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { contenders } from './contenders.ts';

const [, , wire = '', name = '', url = '', expected = '', rounds = '5', streams = '1'] = process.argv;
const read = contenders[wire]?.[name as 'parley'];
if (!read) throw new Error(`There is no ${name} for ${wire}.`);

/** Several answers at once, checked to be whole. */
async function once(): Promise<void> {
  const read_ = read as NonNullable<typeof read>;
  const all = await Promise.all(Array.from({ length: Number(streams) }, () => read_(url)));
  for (const characters of all) if (characters !== Number(expected)) throw new Error(`${name} read ${characters} of ${expected} characters.`);
}

await once();
const cpu: number[] = [];
const held = monitorEventLoopDelay({ resolution: 1 });
held.enable();
for (let round = 0; round < Number(rounds); round += 1) {
  const before = process.cpuUsage();
  await once();
  const { user, system } = process.cpuUsage(before);
  cpu.push(user + system);
}
held.disable();
process.send?.({ cpu, heldMs: held.max / 1e6, rssMb: process.memoryUsage().rss / 1e6 });
process.disconnect();
