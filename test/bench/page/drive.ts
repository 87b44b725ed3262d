// Runs inside the page: plays a host that streams, and watches frames and tasks.

import type { HostMessage } from '../../../src/shared/protocol.ts';

/** What was seen while something went on. */
export interface Watched {
  readonly milliseconds: number;
  readonly frames: number;
  /** Frames that came later than one after the other. */
  readonly dropped: number;
  /** The longest task in milliseconds; 0 when none was above 50. */
  readonly longestTask: number;
}

/** Posts messages at a pace, or all at once, until the page is at rest; watches all the while. */
export async function drive([messages, perSecond]: readonly [messages: readonly HostMessage[], perSecond: number]): Promise<Watched> {
  let longestTask = 0;
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  });
  tasks.observe({ type: 'longtask' });
  const times: number[] = [];
  let going = true;
  const count = (time: number): void => {
    times.push(time);
    if (going) requestAnimationFrame(count);
  };
  requestAnimationFrame(count);

  const start = performance.now();
  const post = (data: HostMessage): void => void window.dispatchEvent(new MessageEvent('message', { data }));
  let sent = 0;
  await new Promise<void>((resolve) => {
    const tick = (): void => {
      const due = perSecond === 0 ? messages.length : Math.min(messages.length, Math.floor(((performance.now() - start) * perSecond) / 1000));
      for (; sent < due; sent += 1) post(messages[sent] as HostMessage);
      if (sent === messages.length) resolve();
      else setTimeout(tick, 1000 / perSecond);
    };
    tick();
  });
  // At rest: the page had time to spare in some frames, one after the other.
  let busyUntil = performance.now();
  const changes = new MutationObserver(() => { busyUntil = performance.now(); });
  changes.observe(document.body, { subtree: true, childList: true, characterData: true });
  while (performance.now() - busyUntil < 200) await new Promise(requestAnimationFrame);
  changes.disconnect();
  going = false;
  await new Promise((resolve) => { setTimeout(resolve); });
  tasks.disconnect();
  const dropped = times.reduce((sum, time, index) => sum + Math.max(0, Math.round((time - (times[index - 1] ?? time)) / (1000 / 60)) - 1), 0);
  return { milliseconds: busyUntil - start, frames: times.length, dropped, longestTask };
}
