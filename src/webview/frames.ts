// Work for the next frame: what must be drawn at once, and what can wait until there is time.

import { reportFailure } from './host/failures.ts';

/** Milliseconds of a frame that may go into what can wait. */
const spare = 8;

let scheduled = false;
let due = new Set<() => void>();
const patient: (() => void)[] = [];

/** Runs a task before the next frame is drawn; asking twice runs it once. */
export function onNextFrame(task: () => void): void {
  schedule();
  due.add(task);
}

/** Runs a task in one of the next frames, the newest first: a long conversation appears from its end. */
export function whenThereIsTime(task: () => void): void {
  schedule();
  patient.push(task);
}

function schedule(): void {
  if (!scheduled) requestAnimationFrame(runDue);
  scheduled = true;
}

function runDue(): void {
  scheduled = false;
  const until = performance.now() + spare;
  const tasks = due;
  due = new Set();
  for (const task of tasks) runSafely(task);
  do {
    const task = patient.pop();
    if (task) runSafely(task);
  } while (patient.length > 0 && performance.now() < until);
  if (patient.length > 0) schedule();
}

/** A task that fails does not take others down. */
function runSafely(task: () => void): void {
  try {
    task();
  } catch (failure) {
    reportFailure(failure);
  }
}
