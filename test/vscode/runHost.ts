// Runs the suites of `test/vscode/host` inside a real extension host, in whichever VS Code is at hand.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { SuiteResult } from '../runner/suiteResult.ts';
import { withoutInherited } from './support/environment.ts';
import { findVscode } from './support/findVscode.ts';
import { installCopy } from './support/installCopy.ts';
import { checkout } from './support/paths.ts';
import { say } from './support/say.ts';
import { startServer } from './support/server.ts';
import { fillWorkspace, temporaryFolder } from './support/temporaryFolder.ts';
import { ensureGit } from './support/tools.ts';
import { closeProfile, openProfile, remotePath, windowAddress } from './support/window.ts';

/** The bundle that VS Code calls. */
const entry = join(checkout, 'dist/test/host/run.js');
/** A manifest that names vendors of language models, which tests then answer for. */
const modelVendor = join(checkout, 'test/vscode/support/standIns/modelVendor');
const longest = 10 * 60_000;

interface Line {
  readonly title: string;
  readonly state: string;
  readonly error?: string;
}

/** Runs all of them; `environment` is seen by the tests as `process.env`. */
export async function runHostSuite(environment: Readonly<Record<string, string>> = {}): Promise<SuiteResult> {
  await ensureGit();
  const vscode = await findVscode();
  const home = temporaryFolder('h');
  const folder = join(home, 'sample');
  const results = join(home, 'results.jsonl');
  fillWorkspace(folder, { git: true });
  const visible = { ...environment, PARLEY_HOST_RESULTS: results };
  try {
    const outcome = await (vscode.kind === 'server' ? inServer(vscode.root, home, folder, visible) : inDesktop(vscode.executable, home, folder, visible));
    return tell(await read(results), outcome);
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** How the run ended, and what there is to show when it ended badly. */
interface Ending {
  readonly ok: boolean;
  readonly log: string;
}

async function inServer(root: string, home: string, folder: string, environment: Readonly<Record<string, string>>): Promise<Ending> {
  const lines: string[] = [];
  const extensionsFolder = join(home, 'extensions');
  await installCopy(modelVendor, extensionsFolder);
  const server = await startServer({ root, environment, extensionsFolder });
  try {
    const profile = await openProfile();
    try {
      const page = await profile.newPage();
      const ended = new Promise<number>((resolve, reject) => {
        const bound = setTimeout(() => reject(new Error(`The tests in the extension host did not end within ${longest / 60_000} minutes.`)), longest);
        void profile.once('close', () => clearTimeout(bound));
        void page.exposeFunction('codeAutomationLog', (_level: string, parts: unknown[]) => lines.push(parts.map(String).join(' ')));
        void page.exposeFunction('codeAutomationExit', resolve);
      });
      await page.goto(windowAddress(server, folder, [
        ['extensionDevelopmentPath', remotePath(server, checkout)],
        ['extensionTestsPath', remotePath(server, entry)],
        ['skipWelcome', 'true'],
      ]));
      return { ok: (await ended) === 0, log: readable(lines) };
    } catch (error) {
      return { ok: false, log: `${String(error)}\n${readable(lines)}\n${server.log()}` };
    } finally {
      await closeProfile(profile);
    }
  } finally {
    await server.dispose();
  }
}

async function inDesktop(executable: string, home: string, folder: string, environment: Readonly<Record<string, string>>): Promise<Ending> {
  const { runTests } = await import('@vscode/test-electron');
  const own = ['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')];
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: [checkout, modelVendor],
      extensionTestsPath: entry,
      extensionTestsEnv: { ...withoutInherited(), ...environment },
      launchArgs: [folder, ...own, '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--no-sandbox', '--disable-gpu'],
    });
    return { ok: true, log: '' };
  } catch (error) {
    return { ok: false, log: String(error) };
  }
}

/** What the extension host said, without the noise of the built-in extensions that look for the network. */
function readable(lines: readonly string[]): string {
  const noise = /Could not locate the bindings|open-vsx|ENOTFOUND|github|chat|INFO/i;
  return lines.map((line) => stripVTControlCharacters(line)).filter((line) => !noise.test(line)).slice(-40).join('\n');
}

function parseLine(text: string): Line {
  const parsed: unknown = JSON.parse(text);
  return Object.assign({ title: '', state: '' }, parsed);
}

async function read(file: string): Promise<Line[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '').map(parseLine);
}

/** A run that ended badly without a failed test counts as a failure of its own, and so does a skipped test. */
function tell(lines: readonly Line[], { ok, log }: Ending): SuiteResult {
  const passed = lines.filter(({ state }) => state === 'passed').length;
  const failures = lines.filter(({ state }) => state !== 'passed');
  for (const { title, state, error } of failures) say(`\n✖ ${title}\n${error ?? state}`);
  const broken = passed + failures.length === 0 || (!ok && failures.length === 0);
  if (broken) say(`\n✖ The run in the extension host broke off.\n${log}`);
  return { passed, failed: failures.length + (broken ? 1 : 0) };
}
