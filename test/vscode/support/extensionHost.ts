// The process of the extension host, for tests that end it as a crash would.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The extension hosts among the processes that this one started. */
async function extensionHosts(): Promise<readonly number[]> {
  const { stdout } = await run('ps', ['-eo', 'pid=,ppid=,args='], { maxBuffer: 16_000_000 });
  const processes = new Map(stdout.split('\n').flatMap((line) => {
    const [, id, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return id === undefined ? [] : [[Number(id), { parent: Number(parent), command }] as const];
  }));
  const isOurs = (id: number): boolean => id === process.pid || (processes.has(id) && isOurs(processes.get(id)?.parent ?? 0));
  return [...processes].filter(([id, { command }]) => command.includes('--type=extensionHost') && isOurs(id)).map(([id]) => id);
}

/** Ends them at once, without a chance to say goodbye. Says how many there were. */
export async function killExtensionHosts(): Promise<number> {
  const hosts = await extensionHosts();
  for (const id of hosts) process.kill(id, 'SIGKILL');
  return hosts.length;
}
