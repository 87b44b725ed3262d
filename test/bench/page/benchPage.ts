// The page in Chromium with a host that only answers `ready`; what the browser's own meters tell of it.

import type { CDPSession, Page } from 'playwright-core';
import type { Change, HostMessage, Snapshot } from '../../../src/shared/protocol.ts';
import { startBrowser } from '../../page/support/browser.ts';
import { buildPage } from '../../page/support/buildPage.ts';
import { servePage } from '../../page/support/pageServer.ts';
import { drive, type Watched } from './drive.ts';

/** A page to measure. */
export interface BenchPage {
  /** Sends changes, so many messages a second, or all at once with 0; resolves when the page is at rest. */
  stream(changes: readonly Change[], perSecond: number): Promise<Watched & { readonly scriptMs: number }>;
  /** Another conversation is opened; resolves when the page is at rest. */
  open(snapshot: Snapshot): Promise<Watched>;
  /** Megabytes of the script's own, after a collection. */
  heapMb(): Promise<number>;
}

/** Opens pages, each fresh, and closes everything at the end. */
export async function withBenchPages<T>(use: (open: (snapshot: Snapshot) => Promise<BenchPage>) => AsyncIterable<T>): Promise<T[]> {
  const built = await buildPage();
  const server = await servePage(built.folder);
  const browser = await startBrowser();
  try {
    const found: T[] = [];
    const figures = use(async (snapshot) => {
      for (const context of browser.contexts()) await context.close();
      const page = await browser.newPage({ viewport: { width: 400, height: 800 } });
      return connect(page, await page.context().newCDPSession(page), server.origin, snapshot);
    });
    for await (const figure of figures) found.push(figure);
    return found;
  } finally {
    await browser.close();
    await server.close();
    await built.remove();
  }
}

async function connect(page: Page, session: CDPSession, origin: string, snapshot: Snapshot): Promise<BenchPage> {
  await session.send('Performance.enable');
  await page.addInitScript(playHost, snapshot);
  await page.goto(origin);
  await page.getByRole('log').waitFor();
  const metric = async (name: string): Promise<number> => (await session.send('Performance.getMetrics')).metrics.find((found) => found.name === name)?.value ?? Number.NaN;
  let { sequence } = snapshot;
  return {
    async stream(changes, perSecond) {
      const messages = changes.map((change): HostMessage => ({ kind: 'changes', sequence: ++sequence, changes: [change] }));
      const before = await metric('ScriptDuration');
      const watched = await page.evaluate(drive, [messages, perSecond] as const);
      return { ...watched, scriptMs: (await metric('ScriptDuration') - before) * 1000 };
    },
    async open(next) {
      await page.evaluate((prepared) => Object.assign(window, { prepared }), next);
      return page.evaluate(drive, [[{ kind: 'changes', sequence: ++sequence, changes: [{ type: 'everything-changed' }] }], 0] as const);
    },
    async heapMb() {
      await session.send('HeapProfiler.collectGarbage');
      return await metric('JSHeapUsedSize') / 1e6;
    },
  };
}

/** Answers inside the page, so that nothing but the page itself is measured. */
function playHost(snapshot: Snapshot): void {
  const host = window as unknown as { prepared: Snapshot; acquireVsCodeApi: unknown };
  host.prepared = snapshot;
  host.acquireVsCodeApi = () => ({
    postMessage({ id, name }: { id: number; name: string }) {
      const data = structuredClone({ kind: 'response', id, result: name === 'ready' ? host.prepared : {} });
      setTimeout(() => window.dispatchEvent(new MessageEvent('message', { data })));
    },
    getState: () => undefined,
    setState: () => {},
  });
}
