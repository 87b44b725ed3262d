// What a person does in a text editor: open, place the cursor, select, type, save, use the context menu.
import type { Locator, Page } from 'playwright-core';
import type { QuickInput } from './quickInput.ts';
import { awaiting, stepTimeout, until } from './waiting.ts';

/** What a test does with text editors. */
export interface Editing {
  /** Opens a file of the workspace by its name, as with "Go to File". */
  openFile(name: string): Promise<void>;
  /** Puts the cursor at a place; both count from 1. */
  placeCursor(line: number, column?: number): Promise<void>;
  /** Selects whole lines, the last one included. */
  selectLines(first: number, last: number): Promise<void>;
  /** The text of the visible lines of the active editor. */
  visibleText(): Promise<string>;
  /** Writes at the cursor of the focused editor, as the keyboard does (brackets may close by themselves). */
  typeText(text: string): Promise<void>;
  save(): Promise<void>;
  /** Chooses from the context menu at the cursor or selection; more names lead through submenus. */
  contextMenu(...path: readonly [string, ...string[]]): Promise<void>;
  /** The entries of the context menu at the cursor or selection. */
  contextMenuItems(): Promise<string[]>;
  /** The active text editor, for anything else. */
  readonly editor: Locator;
}

/** The text editors of this page. */
export function createEditing(page: Page, quick: QuickInput): Editing {
  const editor = page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  const menus = page.locator('.monaco-menu');
  const submenus = page.locator('.monaco-submenu');

  /** The first name is in the menu itself, each further one in the submenu that the one before opened. */
  const menuItem = (name: string, depth: number): Locator => {
    const menu = depth === 0 ? menus.first() : submenus.nth(depth - 1).locator('.monaco-menu').first();
    const own = menu.locator(':scope > .monaco-action-bar > .actions-container > .action-item > .action-menu-item > .action-label');
    return own.filter({ hasText: new RegExp(`^${escaped(name)}(\\.\\.\\.|…)?$`) });
  };

  const hasFocus = (): Promise<void> => awaiting('the editor to have the focus', page.locator('.monaco-editor.focused').first().waitFor({ timeout: stepTimeout }));

  async function placeCursor(line: number, column = 1): Promise<void> {
    await quick.goTo(line, column);
    await hasFocus();
    await until(`the cursor at ${line}:${column}`, async () => (await cursorStatus()).startsWith(`Ln ${line}, Col ${column}`));
  }

  const cursorStatus = async (): Promise<string> => (await page.locator('[id="status.editor.selection"]').textContent({ timeout: 1000 })) ?? '';

  async function openContextMenu(): Promise<void> {
    const target = editor.locator('.selected-text').first().or(editor.locator('.cursor').first()).first();
    const box = await until('the cursor or selection on the screen', async () => (await target.boundingBox()) ?? undefined);
    await page.mouse.click(box.x + Math.min(4, box.width / 2), box.y + box.height / 2, { button: 'right' });
    await awaiting('the context menu', page.locator('.monaco-menu').first().waitFor({ timeout: stepTimeout }));
  }

  /** A submenu that has just opened does not take a click yet; once it does, the whole menu closes. */
  const choose = (item: Locator, name: string): Promise<unknown> => until(`"${name}" to be chosen`, async () => {
    await item.click({ timeout: 2000 });
    return page.locator('.monaco-menu').first().waitFor({ state: 'hidden', timeout: 1000 }).then(() => true);
  });

  return {
    editor,
    placeCursor,
    async openFile(name) {
      await quick.goToFile(name);
      const tab = page.locator('.tab.active', { hasText: name.split('/').at(-1) ?? name });
      await awaiting(`the tab of ${name}`, tab.waitFor({ timeout: stepTimeout }));
      await awaiting(`the text of ${name}`, editor.locator('.view-line').first().waitFor({ timeout: stepTimeout }));
      await hasFocus();
    },
    async selectLines(first, last) {
      await placeCursor(first);
      for (let line = first; line < last; line += 1) await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+End');
      let before = '';
      const settled = async (): Promise<boolean> => {
        const now = await cursorStatus();
        const same = now === before;
        before = now;
        return same && now.startsWith(`Ln ${last},`) && now.includes('selected');
      };
      await until(`lines ${first} to ${last} to be selected`, settled, stepTimeout, 150);
    },
    async visibleText() {
      await awaiting('text in the editor', editor.locator('.view-line').first().waitFor({ timeout: stepTimeout }));
      const lines = await editor.locator('.view-line').evaluateAll((found) =>
        found.map((line) => ({ top: Number.parseInt(line.style.top, 10), text: (line.textContent ?? '').replaceAll('\u00a0', ' ') })),
      );
      return lines.toSorted((one, other) => one.top - other.top).map((line) => line.text).join('\n');
    },
    async typeText(text) {
      await hasFocus();
      await page.keyboard.type(text);
    },
    async save() {
      await quick.runCommand('File: Save');
      await awaiting('the file to be saved', page.locator('.tab.active:not(.dirty)').waitFor({ timeout: stepTimeout }));
    },
    async contextMenu(...path) {
      await openContextMenu();
      for (const [depth, name] of path.entries()) {
        const item = menuItem(name, depth);
        await awaiting(`"${name}" in the context menu`, item.waitFor({ timeout: stepTimeout }));
        if (depth < path.length - 1) await item.hover();
        else await choose(item, name);
      }
    },
    async contextMenuItems() {
      await openContextMenu();
      const items = await page.locator('.monaco-menu .action-item .action-label').allTextContents();
      await page.keyboard.press('Escape');
      return items.map((item) => item.trim()).filter((item) => item !== '');
    },
  };
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
