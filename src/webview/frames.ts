// Work that is drawn at most once per frame.

import { reportFailure } from './host/failures.ts';

let due = new Set<() => void>();

/** Runs a task before the next frame is drawn; asking twice runs it once. A task that fails does not take others down. */
export function onNextFrame(task: () => void): void {
  if (due.size === 0) requestAnimationFrame(runDue);
  due.add(task);
}

function runDue(): void {
  const tasks = due;
  due = new Set();
  for (const task of tasks) {
    try {
      task();
    } catch (failure) {
      reportFailure(failure);
    }
  }
}
