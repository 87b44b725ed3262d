// What is kept when a test in the window fails: a picture, the console of the page, the log of the server.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { outputFolder } from './paths.ts';
import { say } from './say.ts';

/** Listens to a page from its first moment on. */
export interface Evidence {
  /** What the page's console said. */
  console(): readonly string[];
  /** Saves everything under `out/failures/<name>/`. */
  keep(name: string): Promise<void>;
}

/** Starts listening; `serverLog` is asked when evidence is kept. */
export function collectEvidence(page: Page, serverLog: () => string): Evidence {
  const lines: string[] = [];
  page.on('console', (line) => lines.push(`${line.type()}: ${line.text()}`));
  page.on('pageerror', (error) => lines.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) => lines.push(`failed request: ${request.url()} ${request.failure()?.errorText ?? ''}`));
  return {
    console: () => lines,
    async keep(name) {
      const folder = join(outputFolder, 'failures', name.replaceAll(/[^\w.-]+/g, '-').slice(0, 100));
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'console.txt'), `${lines.join('\n')}\n`);
      await writeFile(join(folder, 'server.txt'), serverLog());
      await page.screenshot({ path: join(folder, 'window.png'), timeout: 5000 }).catch(() => undefined);
      say(`Evidence kept in ${folder}`);
    },
  };
}
