// A small process that stands between the tests and the server. It ends the server with all its helpers, and
// removes their folders, as soon as its input closes: on dispose, and just as well when the tests crash.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

/** What the guard is told, as JSON in its first argument. */
export interface Guarded {
  readonly command: string;
  readonly arguments: readonly string[];
  /** Removed at the end. */
  readonly folders: readonly string[];
}

function isGuarded(value: unknown): value is Guarded {
  return typeof value === 'object' && value !== null && 'command' in value && 'arguments' in value && 'folders' in value;
}

/** Runs the command in a process group of its own until it ends or the input closes. */
function guard({ command, arguments: given, folders }: Guarded): void {
  const child = spawn(command, [...given], { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
  let ending = false;

  const endGroup = (signal: NodeJS.Signals): boolean => {
    try {
      return child.pid !== undefined && process.kill(-child.pid, signal);
    } catch {
      return false; // nobody is left in the group
    }
  };
  const finish = (code: number): void => {
    endGroup('SIGKILL');
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    process.exit(code);
  };
  const end = (): void => {
    if (ending) return;
    ending = true;
    if (!endGroup('SIGTERM')) finish(0);
    setTimeout(() => finish(0), 3000).unref();
  };

  process.on('SIGINT', () => undefined); // Ctrl+C reaches the parent too; its closing the input is what counts
  process.on('SIGTERM', end);
  process.on('SIGHUP', end);
  process.stdin.on('end', end).on('error', end).resume();
  child.on('error', () => finish(127));
  child.on('exit', (code) => finish(ending ? 0 : (code ?? 1)));
}

const told: unknown = JSON.parse(process.argv[2] ?? 'null');
if (!isGuarded(told)) throw new Error('The guard was not told what to run.');
guard(told);
