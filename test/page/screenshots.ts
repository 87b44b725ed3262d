// Takes pictures of the page in every state, theme and width, to be looked at: `node test/page/screenshots.ts`.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './support/buildPage.ts';
import { redDot, suggestions } from './support/composerScenes.ts';
import type { FakeHost } from './support/fakeHost.ts';
import { bill, estimate, scenes } from './support/scenes.ts';
import { themes, type ThemeName } from './support/themes.ts';
import { usePages } from './support/withPage.ts';

const folder = join(root, 'out/screenshots/page');
const withPage = usePages();
const only = process.argv[2] ?? '';

function prepare(host: FakeHost): void {
  host.results.set('explainCost', bill);
  host.results.set('suggest', { items: suggestions });
  host.results.set('showChip', { text: 'From src/page.ts, lines 12-40:\n\n```ts\nexport const wait = 120;\n```', image: redDot });
}

for (const [scene, state] of Object.entries(scenes)) {
  for (const theme of Object.keys(themes) as ThemeName[]) {
    for (const width of [240, 300, 800]) {
      const name = `${scene}-${theme}-${width}`;
      if (!name.includes(only)) continue;
      test(name, () => withPage({ snapshot: state, theme, width, height: 900, host: prepare }, async ({ host }) => {
        await host.requested('ready');
        await host.drawn();
        if (scene === 'estimate') {
          await host.change({ type: 'estimate-changed', estimate });
          await host.page.getByLabel(/^This message would use: /).press('Enter');
          await host.page.getByText('Conversation so far', { exact: true }).waitFor();
        }
        if (scene === 'suggesting') {
          await host.page.getByRole('textbox', { name: 'Message' }).pressSequentially('Look at @sea');
          await host.page.getByRole('option').first().waitFor();
          await host.page.keyboard.press('ArrowDown');
        }
        if (scene === 'chips') await host.page.getByRole('button', { name: /^page.ts/ }).press('Enter');
        if (scene === 'bill') {
          await host.page.getByRole('button', { name: /^How this cost/ }).press('Enter');
          await host.page.getByRole('region', { name: /^How the cost/ }).waitFor();
        }
        await mkdir(folder, { recursive: true });
        await host.page.evaluate(() => document.fonts.ready);
        const height = await host.page.evaluate(() => Math.max(500, document.querySelector('.turns')?.scrollHeight ?? 0) + 120);
        if (scene === 'rich' || scene === 'code' || scene === 'problem') await host.page.setViewportSize({ width, height: Math.min(height, 2_600) });
        await host.drawn();
        await host.page.screenshot({ path: join(folder, `${name}.png`) });
      }));
    }
  }
}
