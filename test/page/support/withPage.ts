// Opens the page in Chromium with a fake host behind it, and closes everything afterwards.

import type { BrowserContextOptions } from 'playwright-core';
import type { RequestMessage, Snapshot } from '../../../src/shared/protocol.ts';
import { FakeHost } from './fakeHost.ts';
import type { ThemeName } from './themes.ts';
import { type BrowserPage, useBrowser } from './useBrowser.ts';

/** How a page is opened. */
export interface PageOptions {
  readonly snapshot: Snapshot;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** Runs in the page before its own script. */
  readonly prepare?: () => void;
  /** Set on the fake host before the page asks for anything. */
  readonly host?: (host: FakeHost) => void;
  readonly context?: BrowserContextOptions;
  readonly translations?: Readonly<Record<string, string>>;
}

/** What a test can look at besides the host. */
export interface OpenPage extends Pick<BrowserPage, 'foreign' | 'errors'> {
  readonly host: FakeHost;
}

/** Prepares a browser for the tests of this file. The function it returns opens a page, runs a test with it and closes it. */
export function usePages(entry?: string): (options: PageOptions, run: (open: OpenPage) => Promise<void>) => Promise<void> {
  const openPage = useBrowser(entry);
  return async ({ snapshot, host: prepareHost, width = 400, height = 640, ...options }, run) => {
    let host: FakeHost;
    await openPage<RequestMessage>({ ...options, width, height }, ({ page }) => {
      host = new FakeHost(page, snapshot);
      prepareHost?.(host);
      return (request) => host.receive(request);
    }, ({ foreign, errors }) => run({ host, foreign, errors }));
  };
}
