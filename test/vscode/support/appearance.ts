// How the window looks: theme, width of the side bar, pictures of it.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { LiveSettings } from './liveSettings.ts';
import { outputFolder } from './paths.ts';
import { stepTimeout, until } from './waiting.ts';

/** The themes the tests look at, and what the page says when one is active. */
const themes = {
  'Default Light Modern': { id: 'Light Modern', mark: 'light_modern' },
  'Default Dark Modern': { id: 'Dark Modern', mark: 'dark_modern' },
  'Default High Contrast': { id: 'Default High Contrast', mark: 'hc_black' },
  'Default High Contrast Light': { id: 'Default High Contrast Light', mark: 'hc_light' },
} as const;

/** A theme by its name. */
export type ThemeName = keyof typeof themes;

/** All themes the tests look at. */
export const themeNames: readonly ThemeName[] = ['Default Light Modern', 'Default Dark Modern', 'Default High Contrast', 'Default High Contrast Light'];

/** What a test does with the looks. */
export interface Appearance {
  setTheme(name: ThemeName): Promise<void>;
  /** Drags the edge of the side bar until its view is this wide, or as near as the window allows. Resolves with the width. */
  setPanelWidth(pixels: number): Promise<number>;
  /** Saves a picture of the window under `out/screenshots/`. Resolves with its path. */
  screenshot(name: string): Promise<string>;
}

/** The looks of this page. */
export function createAppearance(page: Page, settings: LiveSettings): Appearance {
  return {
    async setTheme(name) {
      const { id, mark } = themes[name];
      await settings.changeMachineSettings({ 'workbench.colorTheme': id });
      await until(`the theme ${name}`, async () => {
        const marks = await page.locator('.monaco-workbench').first().getAttribute('class');
        return marks?.replaceAll('-', '_').includes(mark);
      });
    },
    async setPanelWidth(pixels) {
      const bar = page.locator('.part.sidebar');
      const before = await bar.boundingBox();
      if (!before) throw new Error('The side bar is not open.');
      const edge = before.x + before.width;
      const middle = before.y + before.height / 2;
      await page.mouse.move(edge, middle);
      await page.mouse.down();
      await page.mouse.move(before.x + pixels, middle, { steps: 8 });
      await page.mouse.up();
      let last = -1;
      const settled = async (): Promise<number | undefined> => {
        const width = (await bar.boundingBox())?.width ?? -1;
        const same = width === last;
        last = width;
        return same ? width : undefined;
      };
      return until('the side bar to keep its new width', settled, stepTimeout, 100);
    },
    async screenshot(name) {
      const folder = join(outputFolder, 'screenshots');
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${name}.png`);
      await page.screenshot({ path, timeout: stepTimeout });
      return path;
    },
  };
}
