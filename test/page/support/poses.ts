// Brings a page into the state that its scene is named after, where a snapshot alone does not.

import { redDot, suggestions } from './composerScenes.ts';
import type { FakeHost } from './fakeHost.ts';
import { bill, estimate } from './scenes.ts';

/** What the host of a scene answers. */
export function answerScenes(host: FakeHost): void {
  host.results.set('explainCost', bill);
  host.results.set('suggest', { items: suggestions });
  host.results.set('showChip', { text: 'From src/page.ts, lines 12-40:\n\n```ts\nexport const wait = 120;\n```', image: redDot });
}

const poses: Readonly<Record<string, (host: FakeHost) => Promise<unknown>>> = {
  async estimate(host) {
    await host.change({ type: 'estimate-changed', estimate });
    await host.page.getByLabel(/^This message would use: /).press('Enter');
    await host.page.getByText('Conversation so far', { exact: true }).waitFor();
  },
  async suggesting({ page }) {
    await page.getByRole('textbox', { name: 'Message' }).pressSequentially('Look at @sea');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
  },
  async chips({ page }) {
    await page.getByRole('button', { name: /^page.ts/ }).press('Enter');
    await page.getByRole('region', { name: 'page.ts:12-40', exact: true }).waitFor();
  },
  async bill({ page }) {
    await page.getByRole('button', { name: /^How this cost/ }).press('Enter');
    await page.getByRole('region', { name: /^How the cost/ }).waitFor();
  },
  async opened({ page }) {
    await page.getByText(/^Thought/).click();
    for (const call of await page.locator('.tool-call > summary').all()) await call.press('Enter');
    await page.getByRole('button', { name: 'Draw diagram' }).press('Enter');
    await page.getByRole('img', { name: /^Diagram/ }).waitFor();
  },
};

/** Waits until the page stands as it should be looked at. */
export async function pose(scene: string, host: FakeHost): Promise<void> {
  await host.requested('ready');
  await host.drawn();
  await poses[scene]?.(host);
  await host.page.evaluate(() => document.fonts.ready);
  await host.drawn();
}
