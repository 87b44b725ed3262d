// Takes pictures of the page in every state, theme and width, to be looked at: `node test/page/screenshots.ts`.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './support/buildPage.ts';
import { answerScenes, pose } from './support/poses.ts';
import { scenes } from './support/scenes.ts';
import { themes, type ThemeName } from './support/themes.ts';
import { usePages } from './support/withPage.ts';

const folder = join(root, 'out/screenshots/page');
const withPage = usePages();
const only = process.argv[2] ?? '';
/** Those that are looked at in full length. */
const tall = new Set(['rich', 'code', 'problem', 'opened', 'inside', 'compared']);

for (const [scene, state] of Object.entries(scenes)) {
  for (const theme of Object.keys(themes) as ThemeName[]) {
    for (const width of [240, 300, 800]) {
      const name = `${scene}-${theme}-${width}`;
      if (!name.includes(only)) continue;
      test(name, () => withPage({ snapshot: state, theme, width, height: 900, host: answerScenes }, async ({ host }) => {
        await pose(scene, host);
        await mkdir(folder, { recursive: true });
        const height = await host.page.evaluate(() => Math.max(500, document.querySelector('.turns')?.scrollHeight ?? 0) + 120);
        if (tall.has(scene)) await host.page.setViewportSize({ width, height: Math.min(height, 2_600) });
        await host.drawn();
        await host.page.screenshot({ path: join(folder, `${name}.png`) });
      }));
    }
  }
}
