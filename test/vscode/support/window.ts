// A VS Code window in Chromium, with hands and eyes that tests can use like prose.
import { type BrowserContext, type Page, chromium } from 'playwright-core';
import { type Appearance, createAppearance } from './appearance.ts';
import { type Editing, createEditing } from './editing.ts';
import { type Evidence, collectEvidence } from './evidence.ts';
import { type LiveSettings, createLiveSettings } from './liveSettings.ts';
import { type QuickInput, createQuickInput } from './quickInput.ts';
import type { Server } from './server.ts';
import { type Surroundings, createSurroundings } from './surroundings.ts';
import { ensureChromium } from './tools.ts';
import { awaiting, startTimeout } from './waiting.ts';

/** How to open a window. */
export interface WindowOptions {
  readonly server: Server;
  readonly folder: string;
  /** The window is ready once this entry shows in the status bar. */
  readonly readyItem?: string | undefined;
  readonly size?: { readonly width: number; readonly height: number };
  /** A browser profile to share, so that two windows see the same secrets; a new one if not given. */
  readonly profile?: BrowserContext;
}

/** An open window. */
export interface VscodeWindow extends QuickInput, Editing, Surroundings, LiveSettings, Appearance {
  readonly page: Page;
  readonly profile: BrowserContext;
  readonly evidence: Evidence;
  /** Runs "Developer: Reload Window", which keeps everything, and waits until the window is ready again. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium with an empty profile. */
export async function openProfile(size = { width: 1280, height: 800 }): Promise<BrowserContext> {
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: flags });
  const profile = await browser.newContext({
    viewport: size,
    locale: 'en-US',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  profile.on('close', () => void browser.close());
  return profile;
}

/** Ends the Chromium of this profile, and waits until it has cleaned up behind itself. */
export async function closeProfile(profile: BrowserContext): Promise<void> {
  await profile.browser()?.close();
}

/** The address of a window. */
export function windowAddress(server: Server, folder: string, payload: readonly (readonly [string, string])[] = []): string {
  const address = new URL(`http://127.0.0.1:${server.port}/`);
  address.searchParams.set('folder', folder);
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  return address.href.replaceAll('%2F', '/');
}

/** How a path on this machine is named inside a window. */
export function remotePath(server: Server, path: string): string {
  return `vscode-remote://127.0.0.1:${server.port}${path}`;
}

/** Opens a window and resolves once it can be worked in. */
export async function openWindow(options: WindowOptions): Promise<VscodeWindow> {
  const { server, folder, readyItem } = options;
  const profile = options.profile ?? (await openProfile(options.size));
  const page = await profile.newPage();
  const evidence = collectEvidence(page, () => server.log());

  const ready = async (): Promise<void> => {
    await awaiting('the workbench', page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: startTimeout }));
    for (const [what, mark] of [['the editors to be restored', 'code/LifecyclePhase/Restored'], ['the extensions to be known', 'code/didLoadExtensions']] as const) {
      await awaiting(what, page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, mark, { timeout: startTimeout }));
    }
    await awaiting('the files of the workspace', page.locator('.explorer-folders-view .monaco-list').first().waitFor({ state: 'attached', timeout: startTimeout }));
    if (readyItem) await awaiting(`${readyItem} in the status bar`, page.locator(`.statusbar-item[id$=".${readyItem}"]`).waitFor({ timeout: startTimeout }));
  };
  const close = async (): Promise<void> => (options.profile ? page.close() : closeProfile(profile));

  try {
    await page.goto(windowAddress(server, folder, [['skipWelcome', 'true']]));
    await ready();
  } catch (error) {
    await evidence.keep('opening-a-window');
    await close();
    throw error;
  }
  const quick = createQuickInput(page);
  const settings = createLiveSettings(page, quick, server.dataFolder);
  return {
    page,
    profile,
    evidence,
    ...quick,
    ...createEditing(page, quick),
    ...createSurroundings(page),
    ...settings,
    ...createAppearance(page, settings),
    async reload() {
      const loaded = page.waitForEvent('load', { timeout: startTimeout });
      await quick.runCommand('Developer: Reload Window');
      await awaiting('the window to load again', loaded);
      await ready();
    },
    close,
  };
}
