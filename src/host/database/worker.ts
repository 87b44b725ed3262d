// The thread that owns the database. Whatever it waits for, a disk, another window, a long sum, holds up no editor.

import { parentPort, workerData } from 'node:worker_threads';
import { createDatabaseDesk, type LookedAfterDesk } from './databaseDesk.ts';
import { beatEvery } from './openWork.ts';
import { openDatabase } from './openDatabase.ts';
import type { Reply, Request } from './thread.ts';

const port = parentPort;
if (!port) throw new Error('This runs in a thread of its own.');
const { path } = workerData as { readonly path: string };

function post(reply: Reply): void {
  port?.postMessage(reply);
}

const trouble = (sentence: string): void => post({ type: 'trouble', sentence });

function wordsOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}

/** Opened at once; requests wait in the port until then. */
async function open(): Promise<{ readonly desk: LookedAfterDesk; close(): void }> {
  const database = await openDatabase(path, (name) => trouble(`The ledger could not be read. It was kept as ${name}, and a new one was begun.`));
  const desk = createDatabaseDesk(database, trouble);
  return { desk, close: () => database.close() };
}

/** Another window may hold the file right now; the next time will do. */
function beat(desk: LookedAfterDesk): void {
  try {
    desk.beat();
  } catch {
    // What it is about is believed for longer than a few times.
  }
}

const opened = await open().catch((failure: unknown) => {
  trouble(`The ledger cannot be written: ${wordsOf(failure)}`);
  return { failure: wordsOf(failure) };
});

if ('desk' in opened) {
  beat(opened.desk);
  setInterval(() => beat(opened.desk), beatEvery).unref();
}

function answer({ id, method, values }: Request): void {
  try {
    if ('failure' in opened) throw new Error(opened.failure);
    // The types of both sides come from DatabaseDesk; only the way in between has lost them.
    const run = opened.desk[method] as (...values: readonly unknown[]) => unknown;
    post({ type: 'result', id, result: run(...values) });
  } catch (failure) {
    post({ type: 'failure', id, reason: wordsOf(failure) });
  }
}

port.on('message', (request: Request | 'close') => {
  if (request !== 'close') return answer(request);
  if ('desk' in opened) {
    try {
      opened.desk.flush();
      opened.desk.close();
    } catch (failure) {
      trouble(`The last rows of the ledger could not be written: ${wordsOf(failure)}`);
    }
    opened.close();
  }
  port.close();
});
