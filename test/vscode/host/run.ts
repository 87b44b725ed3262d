// Entry of the tests that run inside the extension host: finds every suite beside it and reports line by line.
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import Mocha from 'mocha';

/** One finished test; written as one line of JSON to the file named by `PARLEY_HOST_RESULTS`. */
interface Outcome {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly milliseconds?: number | undefined;
  readonly error?: string;
}

function report(outcome: Outcome): void {
  const file = process.env['PARLEY_HOST_RESULTS'];
  if (file) appendFileSync(file, `${JSON.stringify(outcome)}\n`);
}

/** Says nothing itself; the lines in the file are the report. */
class LineReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner) {
    super(runner);
    runner.on('pass', (test) => report({ title: test.fullTitle(), state: 'passed', milliseconds: test.duration }));
    runner.on('pending', (test) => report({ title: test.fullTitle(), state: 'skipped' }));
    runner.on('fail', (test, error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      report({ title: test.fullTitle(), state: 'failed', error: text });
    });
  }
}

/** Called by VS Code. Rejects when a test failed or there was none. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: LineReporter });
  const suites = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.js'));
  for (const name of suites.toSorted()) mocha.addFile(join(import.meta.dirname, name));
  await mocha.loadFilesAsync().catch((error: unknown) => {
    report({ title: 'loading the suites', state: 'failed', error: inspect(error) });
    throw error;
  });
  let count = 0;
  const failed = await new Promise<number>((resolve) => {
    mocha.run(resolve).on('test end', () => void (count += 1));
  });
  if (failed > 0) throw new Error(`${failed} of ${count} tests in the extension host failed.`);
  if (count === 0) throw new Error('There was no test in the extension host.');
}
