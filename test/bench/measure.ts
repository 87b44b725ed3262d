// Runs inside the extension host: times the first activation of each extension, in the order the environment says.

import { writeFileSync } from 'node:fs';
import { extensions } from 'vscode';

export async function run(): Promise<void> {
  const times: Record<string, { milliseconds: number; rss: number }> = {};
  for (const id of (process.env['PARLEY_BENCH_EXTENSIONS'] ?? '').split(',')) {
    const extension = extensions.getExtension(id);
    if (!extension || extension.isActive) throw new Error(`${id} is missing or was active before`);
    const memory = process.memoryUsage().rss;
    const start = performance.now();
    await extension.activate();
    times[id] = { milliseconds: performance.now() - start, rss: process.memoryUsage().rss - memory };
  }
  writeFileSync(process.env['PARLEY_BENCH_RESULT'] ?? '', JSON.stringify(times));
}
