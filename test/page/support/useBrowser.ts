// A page of ours in Chromium, dressed as the editor dresses it, with a host of the test's own behind it.

import { after, before } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startBrowser } from './browser.ts';
import { buildPage, type BuiltPage } from './buildPage.ts';
import { type PageServer, servePage } from './pageServer.ts';
import { readTheme, type ThemeName } from './themes.ts';

/** How a page is opened. */
export interface BrowserPageOptions {
  readonly theme?: ThemeName;
  readonly width: number;
  readonly height: number;
  /** Runs in the page before its own script. */
  readonly prepare?: () => void;
  readonly context?: BrowserContextOptions;
  /** What the host lays beside the page for a person with another language. */
  readonly translations?: Readonly<Record<string, string>>;
}

/** What can be seen of any page. */
export interface BrowserPage {
  readonly page: Page;
  /** Addresses that the page asked for beyond its own files. */
  readonly foreign: readonly string[];
  /** Errors nobody caught and complaints of the policy. */
  readonly errors: string[];
}

/** Gets what the page posts. */
export type Receive<M> = (message: M) => unknown;

/** Opens a page, connects it before it runs, and closes it when `run` is done. */
export type OpenBrowserPage = <M>(options: BrowserPageOptions, connect: (open: BrowserPage) => Receive<M>, run: (open: BrowserPage) => Promise<void>) => Promise<void>;

/** Prepares a browser for the tests of this file. */
export function useBrowser(entry?: string): OpenBrowserPage {
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

  return async ({ theme = 'darkModern', width, height, prepare, translations, context: more }, connect, run) => {
    const context = await browser.newContext({ viewport: { width, height }, ...more });
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(5_000);
      const foreign: string[] = [];
      const errors: string[] = [];
      page.on('request', (request) => { if (!request.url().startsWith(server.origin) && !request.url().startsWith('data:')) foreign.push(request.url()); });
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
      const open: BrowserPage = { page, foreign, errors };
      await page.exposeFunction('postToHost', connect(open));
      await page.addInitScript(dressPage, readTheme(theme));
      if (translations) await page.addInitScript(layTranslations, translations);
      if (prepare) await page.addInitScript(prepare);
      await page.goto(server.origin);
      await run(open);
    } finally {
      await context.close();
    }
  };
}

/** Before the page's own script runs, as in the host's HTML. */
function layTranslations(translations: Readonly<Record<string, string>>): void {
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    const laid = document.createElement('script');
    laid.type = 'application/json';
    laid.id = 'translations';
    laid.textContent = JSON.stringify(translations);
    document.body.append(laid);
  }).observe(document, { childList: true, subtree: true });
}

/** What the editor does to a page before its script runs. */
function dressPage({ bodyClass, variables }: { bodyClass: string; variables: Record<string, string> }): void {
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
