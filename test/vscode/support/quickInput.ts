// The box at the top of the window: the command palette, pickers and input boxes.
import type { Locator, Page } from 'playwright-core';
import { awaiting, stepTimeout, until } from './waiting.ts';

/** What a test does with the quick input. */
export interface QuickInput {
  /** Opens a file by its name or path, as "Go to File" does. */
  goToFile(name: string): Promise<void>;
  /** Goes to a place in the active editor; both count from 1. */
  goTo(line: number, column: number): Promise<void>;
  /** Runs a command by the title the palette shows, for example `Parley: Switch Model`. */
  runCommand(title: string): Promise<void>;
  /** Whether the palette offers a command with exactly this title. */
  hasCommand(title: string): Promise<boolean>;
  /** Chooses the entry of the open picker whose label is this text, or begins with it. */
  quickPick(text: string): Promise<void>;
  /** The labels of the open picker. */
  quickPickItems(): Promise<string[]>;
  /** Types into the open input box and accepts. */
  answerInput(text: string): Promise<void>;
  /** Gives the editor's own file dialog the path of a file that is there, and presses the button. */
  answerFileDialog(path: string, button: string): Promise<void>;
  /** The open quick input, for anything else. */
  readonly quickInput: Locator;
  /** Closes whatever is open. */
  cancelQuickInput(): Promise<void>;
}

/** The quick input of this page. */
export function createQuickInput(page: Page): QuickInput {
  const widget = page.locator('.quick-input-widget');
  const field = widget.locator('.quick-input-filter input, .quick-input-box input').first();
  const rows = widget.locator('.quick-input-list .monaco-list-row');

  async function open(text: string): Promise<void> {
    await close(); // a picker that is still open would take the text for its own
    await until('the command palette to open', async () => {
      if (!(await field.isVisible())) await page.keyboard.press('F1');
      await field.waitFor({ state: 'visible', timeout: 1000 });
      await field.fill(text, { timeout: 1000 });
      return (await field.inputValue({ timeout: 1000 })) === text;
    });
  }

  async function close(): Promise<void> {
    await until('the quick input to close', async () => {
      if (!(await widget.isVisible())) return true;
      await page.keyboard.press('Escape');
      return false;
    });
  }

  const labels = (): Promise<{ label: string; focused: boolean }[]> =>
    rows.evaluateAll((found) => found.map((row) => ({
      label: row.querySelector('.label-name')?.textContent?.trim() ?? '',
      focused: row.classList.contains('focused'),
    })));

  /** The full label of the row that is meant: the same text, or else one that begins with it. */
  async function labelOf(text: string, exact: boolean): Promise<string | undefined> {
    const found = (await labels()).map(({ label }) => label);
    return found.includes(text) || exact ? found.find((label) => label === text) : found.find((label) => label.startsWith(text));
  }

  /**
   * Reaches an entry and accepts it. By the keyboard: a hover that pops up over a row would catch the mouse. When
   * something else takes the focus, the picker closes by itself; `reopen` brings it back.
   */
  async function choose(text: string, what: string, exact: boolean, reopen?: () => Promise<void>, before?: readonly string[]): Promise<void> {
    const reached = async (): Promise<boolean> => {
      if (reopen && !(await widget.isVisible())) await reopen();
      const wanted = await labelOf(text, exact);
      if (wanted === undefined) return false;
      if ((await labels()).some(({ label, focused }) => focused && label === wanted)) return true;
      await field.press('ArrowDown', { timeout: 1000 });
      return false;
    };
    await until(what, reached).catch(async (error: unknown) => {
      const offered = before ?? (await labels()).map(({ label }) => label);
      throw new Error(`No entry ${JSON.stringify(text)} among ${JSON.stringify(offered)}.`, { cause: error });
    });
    const shown = JSON.stringify(await labels());
    await field.press('Enter');
    await until('the picker to give way', async () => !(await widget.isVisible()) || JSON.stringify(await labels()) !== shown, 2000).catch(() => undefined);
  }

  /** A long list shows its first entries only; typing brings up the others. */
  async function pick(text: string): Promise<void> {
    await awaiting('a picker with entries', rows.first().waitFor({ timeout: stepTimeout }));
    const shown = await until('the entry to show by itself', () => labelOf(text, false), 1000).catch(() => undefined);
    const before = (await labels()).map(({ label }) => label);
    if (shown === undefined && (await field.isEditable())) await field.fill(text);
    await choose(text, `the picker's entry "${text}"`, false, undefined, before);
  }

  return {
    quickInput: widget,
    async goToFile(name) {
      await open(name);
      await choose(name.split('/').at(-1) ?? name, `the file ${name}`, true, () => open(name));
    },
    async goTo(line, column) {
      await open(`:${line}:${column}`);
      await awaiting('the offer to go there', rows.first().waitFor({ timeout: stepTimeout }));
      await field.press('Enter');
      await awaiting('the quick input to close', widget.waitFor({ state: 'hidden', timeout: stepTimeout }));
    },
    async runCommand(title) {
      const search = searchFor(title);
      await open(search);
      await choose(title, `the command "${title}" in the palette`, true, () => open(search));
    },
    async hasCommand(title) {
      await open(searchFor(title));
      await awaiting('the palette to answer', rows.first().waitFor({ timeout: stepTimeout }));
      const found = await labelOf(title, true);
      await close();
      return found !== undefined;
    },
    quickPick: pick,
    async quickPickItems() {
      await awaiting('a picker with entries', rows.first().waitFor({ timeout: stepTimeout }));
      return rows.locator('.label-name').allTextContents();
    },
    async answerInput(text) {
      await awaiting('an input box', field.waitFor({ state: 'visible', timeout: stepTimeout }));
      await field.fill(text);
      await field.press('Enter');
    },
    async answerFileDialog(path, button) {
      await until('the file dialog', async () => (await field.isVisible()) && (await field.inputValue()).startsWith('/'));
      // It reads the folder after each change; a button pressed before the list shows the file would go into a folder instead.
      await until('the file dialog to find the file', async () => {
        if ((await field.inputValue()) !== path) await field.fill(path);
        return (await labels()).some(({ label, focused }) => focused && label === path.split('/').at(-1));
      });
      await widget.getByRole('button', { name: button, exact: true }).click();
      await awaiting('the file dialog to close', widget.waitFor({ state: 'hidden', timeout: stepTimeout }));
    },
    cancelQuickInput: close,
  };
}

/** The palette finds nothing when its text holds some signs; the beginning of the title is enough to find it. */
function searchFor(title: string): string {
  return `>${/^[\p{L}\p{N} :-]+/u.exec(title)?.[0] ?? ''}`;
}
