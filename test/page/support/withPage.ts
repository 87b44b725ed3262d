// Opens the page in Chromium with a fake host behind it, and closes everything afterwards.

import { after, before } from 'node:test';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { RequestMessage, Snapshot } from '../../../src/shared/protocol.ts';
import { startBrowser } from './browser.ts';
import { buildPage, type BuiltPage } from './buildPage.ts';
import { FakeHost } from './fakeHost.ts';
import { type PageServer, servePage } from './pageServer.ts';
import { readTheme, type ThemeName } from './themes.ts';

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
}

/** What a test can look at besides the host. */
export interface OpenPage {
  readonly host: FakeHost;
  /** Addresses that the page asked for beyond its own files. */
  readonly foreign: readonly string[];
  /** Errors nobody caught and complaints of the policy. */
  readonly errors: readonly string[];
}

/** Prepares a browser for the tests of this file. The function it returns opens a page, runs a test with it and closes it. */
export function usePages(entry?: string): (options: PageOptions, run: (open: OpenPage) => Promise<void>) => Promise<void> {
  let browser: Browser;
  let built: BuiltPage;
  let server: PageServer;
  before(async () => {
    built = await buildPage(entry);
    server = await servePage(built.folder);
    browser = await startBrowser();
  });
  after(async () => {
    await browser.close();
    await server.close();
    await built.remove();
  });

  return async (options, run) => {
    const { width = 400, height = 640, theme = 'darkModern' } = options;
    const context = await browser.newContext({ viewport: { width, height }, ...options.context });
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(5_000);
      const host = new FakeHost(page, options.snapshot);
      const foreign: string[] = [];
      const errors: string[] = [];
      page.on('request', (request) => { if (!request.url().startsWith(server.origin) && !request.url().startsWith('data:')) foreign.push(request.url()); });
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
      options.host?.(host);
      await page.exposeFunction('postToHost', (request: RequestMessage) => host.receive(request));
      await page.addInitScript(dressPage, readTheme(theme));
      if (options.prepare) await page.addInitScript(options.prepare);
      await page.goto(server.origin);
      await run({ host, foreign, errors });
    } finally {
      await context.close();
    }
  };
}

/** What the editor does to a page before its script runs. */
export function dressPage({ bodyClass, variables }: { bodyClass: string; variables: Record<string, string> }): void {
  const posted = window as unknown as { postToHost(message: unknown): Promise<void>; acquireVsCodeApi?: () => unknown };
  posted.acquireVsCodeApi = () => {
    delete posted.acquireVsCodeApi;
    return {
      postMessage: (message: unknown) => void posted.postToHost(structuredClone(message)),
      getState: (): unknown => JSON.parse(sessionStorage.getItem('kept') ?? 'null') ?? undefined,
      setState: (state: unknown) => sessionStorage.setItem('kept', JSON.stringify(state)),
    };
  };
  document.addEventListener('readystatechange', () => {
    document.body.classList.add(bodyClass);
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
    document.documentElement.style.setProperty('background', 'var(--vscode-sideBar-background)');
  });
}
