// One call at the top of a test file gives it a server, a workspace and an open window, and takes them away again.
import { basename, join } from 'node:path';
import { rm } from 'node:fs/promises';
import { after, afterEach, before } from 'node:test';
import { findServer } from './findVscode.ts';
import { installCopy } from './installCopy.ts';
import { checkout } from './paths.ts';
import { type Server, type ServerOptions, startServer } from './server.ts';
import { type WorkspaceOptions, fillWorkspace, temporaryFolder } from './temporaryFolder.ts';
import { ensureGit } from './tools.ts';
import { type VscodeWindow, openWindow } from './window.ts';

/** What a test file wants. */
export interface UseWindowOptions extends Omit<ServerOptions, 'root' | 'port' | 'wholeEnvironment' | 'developmentAllowed' | 'alsoRemove'> {
  readonly workspace?: WorkspaceOptions;
  /**
   * The extension under test, as built: the checkout if not given; false for none. It is installed, not loaded as a
   * development extension: the switch that allows the latter also hides all notifications.
   */
  readonly extension?: string | false;
  /** The status bar entry that shows the extension is up: Parley's own if not given and an extension is loaded; false for none. */
  readonly readyItem?: string | false;
  readonly size?: { readonly width: number; readonly height: number };
}

/** What a test file gets; usable inside tests, not before. */
export interface Editor {
  readonly window: VscodeWindow;
  readonly server: Server;
  /** The workspace folder. */
  readonly folder: string;
  /** Opens a second window on the same server and browser profile, in the same folder if none is given. */
  openAnother(folder?: string): Promise<VscodeWindow>;
}

/** Starts everything before the tests of the file (or of the enclosing `describe`) and ends it after them. */
export function useWindow(options: UseWindowOptions = {}): Editor {
  const { workspace, extension = checkout, readyItem = extension ? 'parley.model' : false, size, ...forServer } = options;
  const file = basename(process.argv[1] ?? 'window').replace(/\.test\.ts$/, '');
  const toEnd: (() => Promise<unknown>)[] = [];
  let started: { window: VscodeWindow; server: Server; folder: string } | undefined;
  const running = (): NonNullable<typeof started> => {
    if (!started) throw new Error('The window is not open yet; use it inside a test.');
    return started;
  };
  const open = async (server: Server, folder: string, profile?: VscodeWindow['profile']): Promise<VscodeWindow> =>
    openWindow({ server, folder, readyItem: readyItem || undefined, ...(size && { size }), ...(profile && { profile }) });

  endWithParent();
  before(async () => {
    if (workspace?.git) await ensureGit();
    const home = temporaryFolder('w');
    toEnd.unshift(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
    const folder = join(home, 'sample');
    fillWorkspace(folder, workspace);
    const extensionsFolder = join(home, 'extensions');
    if (extension) await installCopy(extension, extensionsFolder);
    const server = await startServer({ root: await findServer(), developmentAllowed: false, alsoRemove: [home], extensionsFolder, ...forServer });
    toEnd.unshift(() => server.dispose());
    const window = await open(server, folder);
    toEnd.unshift(() => window.close());
    started = { window, server, folder };
  }, { timeout: 300_000 });

  afterEach(async (context) => {
    if (started && 'passed' in context && !context.passed) await started.window.evidence.keep(`${file}-${context.name}`);
  });

  after(async () => {
    for (const end of toEnd.splice(0)) await end();
  });

  return {
    get window() { return running().window; },
    get server() { return running().server; },
    get folder() { return running().folder; },
    openAnother: (folder = running().folder) => open(running().server, folder, running().window.profile),
  };
}

/** A test process whose runner was killed would else go on for ever, and its server with it. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 1000).unref();
}
