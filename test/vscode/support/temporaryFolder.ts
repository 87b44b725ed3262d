// Short-lived folders with short names: a socket lives in some of them, and its path may have about 100 letters.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sampleWorkspace } from './paths.ts';

/** A new empty folder; who asks for it removes it. */
export function temporaryFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `parley-${name}-`));
}

/** What lies in a workspace besides the sample code. */
export interface WorkspaceOptions {
  /** Files to add or replace: path inside the workspace -> text. */
  readonly files?: Readonly<Record<string, string>>;
  /** `.vscode/settings.json`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Makes it a git repository with one commit. */
  readonly git?: boolean;
  /** Starts from nothing instead of the sample code. */
  readonly empty?: boolean;
}

/** Puts a copy of the sample code, and what the options add, into a folder. */
export function fillWorkspace(folder: string, options: WorkspaceOptions = {}): void {
  mkdirSync(folder, { recursive: true });
  if (!options.empty) cpSync(sampleWorkspace, folder, { recursive: true });
  const settings = options.settings ? { '.vscode/settings.json': JSON.stringify(options.settings, null, 2) } : {};
  for (const [name, text] of Object.entries({ ...settings, ...options.files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  if (options.git) {
    const git = (...parameters: string[]): unknown => execFileSync('git', parameters, { cwd: folder, stdio: 'pipe' });
    git('init', '--quiet', '--initial-branch=main');
    git('config', 'user.name', 'Test');
    git('config', 'user.email', 'test@example.invalid');
    git('config', 'commit.gpgsign', 'false');
    git('add', '.');
    git('commit', '--quiet', '--allow-empty', '--message=First');
  }
}
