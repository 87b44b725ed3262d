// The page's renderer alone in a browser, for a whole test file.

import { after, before } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from './browser.ts';
import { buildPage, type BuiltPage } from './buildPage.ts';
import { type PageServer, servePage } from './pageServer.ts';

/** Call it once at the top of a file. The page is there while its tests run. */
export function useMarkdownPage(): () => Page {
  let browser: Browser;
  let built: BuiltPage;
  let server: PageServer;
  let page: Page;
  before(async () => {
    built = await buildPage('test/page/support/markdownHarness.ts');
    server = await servePage(built.folder);
    browser = await startBrowser();
    page = await browser.newPage();
    await page.goto(server.origin);
  });
  after(async () => {
    await browser.close();
    await server.close();
    await built.remove();
  });
  return () => page;
}
