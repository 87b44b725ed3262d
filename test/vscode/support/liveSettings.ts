// Settings changed while the window is open. The server keeps user settings in `<data>/User/settings.json` and machine
// settings in `<data>/Machine/settings.json`; the window watches the second file only, so user settings go through its editor.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { QuickInput } from './quickInput.ts';
import { awaiting, stepTimeout, until } from './waiting.ts';

/** A change of settings; undefined removes one. */
export type SettingsChange = Readonly<Record<string, unknown>>;

/** What a test does with settings while the window is open. */
export interface LiveSettings {
  /** Quick. Wins over user settings, loses against workspace settings; settings of application scope ignore it. */
  changeMachineSettings(change: SettingsChange): Promise<void>;
  /** Slower: pastes into the settings file in the window and saves it; the clipboard is changed too. */
  changeUserSettings(change: SettingsChange): Promise<void>;
  /** The user settings as they are on the disk now. */
  userSettings(): Promise<Readonly<Record<string, unknown>>>;
}

/** The settings of this page; they live in the server's data folder. */
export function createLiveSettings(page: Page, quick: QuickInput, dataFolder: string): LiveSettings {
  const user = join(dataFolder, 'User/settings.json');
  const machine = join(dataFolder, 'Machine/settings.json');

  return {
    userSettings: () => read(user),
    async changeMachineSettings(change) {
      await writeFile(machine, JSON.stringify({ ...(await read(machine)), ...change }));
    },
    async changeUserSettings(change) {
      const text = JSON.stringify({ ...(await read(user)), ...change });
      await quick.runCommand('Preferences: Open User Settings (JSON)');
      await awaiting('the settings file', page.locator('.tab.active', { hasText: 'settings.json' }).waitFor({ timeout: stepTimeout }));
      await awaiting('its editor', page.locator('.monaco-editor.focused').first().waitFor({ timeout: stepTimeout }));
      await page.keyboard.press('ControlOrMeta+A');
      await page.evaluate((copied) => navigator.clipboard.writeText(copied), text); // typing would close brackets twice
      await page.keyboard.press('ControlOrMeta+V');
      await quick.runCommand('File: Save');
      await until('the settings to be saved', async () => JSON.stringify(await read(user)) === text);
      await quick.runCommand('View: Close Editor');
    },
  };
}

async function read(file: string): Promise<Record<string, unknown>> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const settings: unknown = JSON.parse(text);
  return Object.assign({}, settings);
}
