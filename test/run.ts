// `npm test`: everything, or the suites that are named (`unit`: all that needs no editor; `vscode`: in the real one).
// The very last line is the sum over all of them.
import { join } from 'node:path';
import { inspect } from 'node:util';
import { runNodeSuite } from './runner/nodeSuite.ts';
import { type SuiteResult, sum } from './runner/suiteResult.ts';
import { runHostSuite } from './vscode/runHost.ts';
import { npm } from './vscode/support/npm.ts';
import { checkout } from './vscode/support/paths.ts';
import { run } from './vscode/support/run.ts';
import { ensureChromium, ensureGit } from './vscode/support/tools.ts';

const tell = (text: string): void => void process.stdout.write(text);
const chosen = process.argv.slice(2);
const isChosen = (suite: string): boolean => chosen.length === 0 || chosen.includes(suite);
const results: SuiteResult[] = [];

/** Runs one step and says in one line how it went. A step that crashes is one failure. */
async function step(name: string, work: () => Promise<SuiteResult>): Promise<boolean> {
  const start = Date.now();
  const result = await work().catch((error: unknown): SuiteResult => {
    tell(`\n✖ ${name}: ${inspect(error)}\n`);
    return { passed: 0, failed: 1 };
  });
  results.push(result);
  const counts = result.passed + result.failed === 0 ? 'ok' : `${result.passed} passed, ${result.failed} failed`;
  tell(`${name.padEnd(10)} ${counts} (${Math.round((Date.now() - start) / 1000)} s)\n`);
  return result.failed === 0;
}

/** A step that is no test: it adds nothing when it works, and one failure when it does not. */
const chore = (name: string, work: () => Promise<unknown>): Promise<boolean> =>
  step(name, () => work().then(() => ({ passed: 0, failed: 0 })));

/** What the tests need on the machine. Where nothing may be skipped, its lack is a failure; elsewhere it skips a suite. */
async function has(what: string, suite: string, ensure: () => Promise<unknown>): Promise<boolean> {
  if (process.env['CI']) return chore(what, ensure);
  return ensure().then(() => true, (error: unknown) => {
    tell(`${suite} skipped: ${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  });
}

process.chdir(checkout);
const unknown = chosen.filter((suite) => suite !== 'unit' && suite !== 'vscode');
if (unknown.length > 0) throw new Error(`There is no suite ${unknown.join(', ')}; there are unit and vscode.`);

const built = await chore('build', () => run(process.execPath, [join(checkout, 'esbuild.mjs')]));
const canBrowse = await has('chromium', 'Page and window suites are', ensureChromium);
if (isChosen('unit')) {
  await chore('check', () => npm(['run', '--silent', 'check']));
  const rooms = ['core', 'shared', 'tables', 'host', 'features', 'house', 'flow', 'contract', 'chaos', 'cli', ...(canBrowse ? ['page'] : [])];
  const patterns = rooms.map((room) => `test/${room}/**/*.test.ts`);
  await step('unit', () => runNodeSuite({ patterns, concurrency: 2, tell }));
}
if (isChosen('vscode') && built && canBrowse && (await has('git', 'In-editor suites are', ensureGit))) {
  await step('host', () => runHostSuite());
  await step('window', () => runNodeSuite({ patterns: ['test/vscode/window/*.test.ts'], concurrency: 1, forceExit: true, tell }));
}

const total = sum(results);
process.exitCode = total.failed === 0 ? 0 : 1;
tell(`${total.passed} passed, ${total.failed} failed\n`);
