// Starts the server build of VS Code on a free port of this machine, with folders of its own, and ends it for sure.
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testEnvironment } from './environment.ts';
import { temporaryFolder } from './temporaryFolder.ts';
import { startTimeout, until } from './waiting.ts';

/** Settings by the file they go to; workspace settings belong to the workspace (see `fillWorkspace`). */
export interface ServerSettings {
  readonly user?: Readonly<Record<string, unknown>>;
  readonly machine?: Readonly<Record<string, unknown>>;
}

/** How to start a server. */
export interface ServerOptions {
  /** The `lib/vscode` folder of a server build. */
  readonly root: string;
  /** Installed extensions; an empty folder of its own if not given. */
  readonly extensionsFolder?: string;
  /** Whether windows ask for trust; off if not given, so that every workspace is trusted. */
  readonly workspaceTrust?: boolean;
  /** Whether windows may load an extension from a development folder; on if not given. */
  readonly developmentAllowed?: boolean;
  readonly settings?: ServerSettings;
  /** Seen by the extension as `process.env`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Replaces the whole environment, for an editor that a person uses. */
  readonly wholeEnvironment?: NodeJS.ProcessEnv;
  /** Settings, secrets and storage; if given it outlives the server. */
  readonly dataFolder?: string;
  /** Removed together with the server's own folders, also when the tests crash. */
  readonly alsoRemove?: readonly string[];
  /** 0, or not given: any free port. */
  readonly port?: number;
}

/** A running server. */
export interface Server {
  readonly port: number;
  readonly dataFolder: string;
  /** What it printed, without the noise that is harmless. */
  log(): string;
  /** Resolves when the server has ended, wanted or not. */
  readonly ended: Promise<void>;
  /** Ends the server with all its helpers and removes its temporary folders. */
  dispose(): Promise<void>;
}

/** Quiet, and the same on every machine; a test's own settings come on top. */
const calmSettings = {
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'files.autoSave': 'off', // as on the desktop; in a browser it would be on
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.autoDetectColorScheme': false,
  'workbench.colorTheme': 'Dark Modern',
  'workbench.editor.useModal': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

/** Starts a server and resolves once it listens. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const own = temporaryFolder('s');
  const dataFolder = options.dataFolder ?? join(own, 'data');
  const home = join(own, 'home');
  await mkdir(home, { recursive: true });
  const sockets = process.platform === 'linux' ? { TMPDIR: own } : {}; // elsewhere the path would be too long for a socket
  if (!options.dataFolder || options.settings) await writeSettings(dataFolder, options.settings ?? {});

  let printed = '';
  const parameters = serverArguments(options, dataFolder, own);
  const guarded = { command: process.execPath, arguments: [join(import.meta.dirname, 'serverEntry.ts'), ...parameters], folders: [own, ...(options.alsoRemove ?? [])] };
  const guard = spawn(process.execPath, [join(import.meta.dirname, 'guard.ts'), JSON.stringify(guarded)], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: own,
    env: { ...(options.wholeEnvironment ?? testEnvironment(home, options.environment)), ...sockets },
  });
  const ended = new Promise<void>((resolve) => void guard.once('close', () => resolve()));
  guard.stdin.on('error', () => undefined);
  for (const stream of [guard.stdout, guard.stderr]) stream.on('data', (piece: Buffer) => void (printed += piece.toString()));

  const dispose = async (): Promise<void> => {
    guard.stdin.end();
    await ended;
  };
  try {
    const port = await until('the server to listen', () => {
      if (guard.exitCode !== null) return 0;
      return Number(/agent listening on (\d+)/.exec(printed)?.[1] ?? Number.NaN) || undefined;
    }, startTimeout);
    if (port === 0) throw new Error('The server ended at once.');
    return { port, dataFolder, log: () => withoutNoise(printed), ended, dispose };
  } catch (error) {
    await dispose();
    throw new Error(`The server did not start:\n${withoutNoise(printed)}`, { cause: error });
  }
}

function serverArguments(options: ServerOptions, dataFolder: string, own: string): string[] {
  return [
    join(options.root, 'out/server-main.js'),
    '--host', '127.0.0.1',
    '--port', String(options.port ?? 0),
    '--user-data-dir', dataFolder,
    '--server-data-dir', join(own, 'server'),
    '--extensions-dir', options.extensionsFolder ?? join(own, 'extensions'),
    '--without-connection-token',
    '--accept-server-license-terms',
    '--disable-telemetry',
    ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
    ...(options.developmentAllowed === false ? [] : ['--enable-smoke-test-driver']),
  ];
}

async function writeSettings(dataFolder: string, settings: ServerSettings): Promise<void> {
  for (const [place, values] of [['User', { ...calmSettings, ...settings.user }], ['Machine', settings.machine ?? {}]] as const) {
    await mkdir(join(dataFolder, place), { recursive: true });
    await writeFile(join(dataFolder, place, 'settings.json'), JSON.stringify(values, null, 2));
  }
}

/** Lines about parts that are left out on purpose, or about the network, say nothing about the tests. */
function withoutNoise(text: string): string {
  const noise = /vsda|open-vsx|ENOTFOUND|reconnection-grace-time|^\s*$/;
  return text.split('\n').filter((line) => !noise.test(line)).join('\n');
}
