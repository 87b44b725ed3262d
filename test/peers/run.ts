// `npm run test:peers`: Parley against servers that others wrote. One line a peer; the last one is the sum.

import { runNodeSuite } from '../runner/nodeSuite.ts';
import { type SuiteResult, sum } from '../runner/suiteResult.ts';
import { checkout } from '../vscode/support/paths.ts';
import { ensureLitellm, NotAvailable } from './litellm/install.ts';

const tell = (text: string): void => void process.stdout.write(text);

async function meet(peer: string, pattern: string): Promise<SuiteResult> {
  const start = Date.now();
  const result = await runNodeSuite({ patterns: [pattern], concurrency: 1, tell });
  tell(`${peer.padEnd(8)} ${result.passed} passed, ${result.failed} failed (${Math.round((Date.now() - start) / 1000)} s)\n`);
  return result;
}

/** Why there is no proxy here; undefined once it is installed. */
async function lackOfLitellm(): Promise<string | undefined> {
  try {
    await ensureLitellm();
    return undefined;
  } catch (failure) {
    if (failure instanceof NotAvailable) return failure.message;
    throw failure;
  }
}

process.chdir(checkout);
const results = [await meet('aimock', 'test/contract/aimock/*.test.ts')];
const lack = await lackOfLitellm();
if (lack === undefined) results.push(await meet('LiteLLM', 'test/peers/litellm/*.test.ts'));
else tell(`LiteLLM  skipped: ${lack}\n`);

const total = sum(results);
process.exitCode = total.failed === 0 ? 0 : 1;
tell(`${total.passed} passed, ${total.failed} failed\n`);
