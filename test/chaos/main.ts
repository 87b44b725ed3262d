// `npm run test:chaos -- --seed 7 --calls 1000`: prints the figures of a run, and exits with 1 when a promise broke.

import { inspect, parseArgs } from 'node:util';
import { runChaos } from './run.ts';

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, calls: { type: 'string', default: '1000' } } });
const [seed, calls] = [Number(values.seed), Number(values.calls)];
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(calls) || calls < 1) throw new Error('Seed and calls are whole numbers: npm run test:chaos -- --seed 7 --calls 1000');
const { broken, ...figures } = await runChaos({ seed, calls });
const tell = (line: string): void => void process.stdout.write(`${line}\n`);
tell(`seed ${seed} ${inspect(figures)}`);
for (const promise of broken.slice(0, 20)) tell(`broken: ${promise}`);
tell(broken.length === 0 ? 'Every promise held.' : `${broken.length} promises broken.`);
process.exitCode = broken.length === 0 ? 0 : 1;
