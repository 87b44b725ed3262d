// What surrounds the editor: status bar, notifications, dialogs, views, and the frames of the Parley page.
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { awaiting, stepTimeout, until } from './waiting.ts';

/** One entry of the status bar. */
export interface StatusBarItem {
  readonly locator: Locator;
  text(): Promise<string>;
  /** What a screen reader says. */
  label(): Promise<string>;
  /** The text of the hover. */
  tooltip(): Promise<string>;
  click(): Promise<void>;
}

/** One notification. */
export interface Notification {
  readonly locator: Locator;
  readonly text: string;
  press(button: string): Promise<void>;
  close(): Promise<void>;
}

/** What a test sees around the editor. */
export interface Surroundings {
  /** An entry by its id (`parley.model`) or by a part of its text or label; waits until it is there. */
  statusBarItem(idOrText: string): Promise<StatusBarItem>;
  /** The texts of the notifications that show now. */
  notifications(): Promise<string[]>;
  /** Waits for the notification that contains this text. */
  notification(text: string): Promise<Notification>;
  /** Presses a button of the modal dialog that is open. */
  answerDialog(button: string): Promise<void>;
  /** The text of the modal dialog that is open. */
  dialogText(): Promise<string>;
  /** Opens a view container by its name in the activity bar. */
  openView(name: string): Promise<void>;
  /** The page inside Parley's view, or inside its editor tab. */
  parleyFrame(place?: 'view' | 'tab'): FrameLocator;
}

/** The surroundings of the editor in this page. */
export function createSurroundings(page: Page): Surroundings {
  const toasts = page.locator('.notifications-toasts .notification-list-item');
  const dialog = page.locator('.monaco-dialog-box');

  /** A mouse that stays where it clicked brings up a hover there, and the hover catches the next click. */
  const parkMouse = (): Promise<void> => page.mouse.move(2, 2);

  return {
    async statusBarItem(idOrText) {
      const quoted = JSON.stringify(idOrText);
      const item = page
        .locator(`.statusbar-item[id=${quoted}], .statusbar-item[id$=${JSON.stringify(`.${idOrText}`)}], .statusbar-item[aria-label*=${quoted}]`)
        .or(page.locator('.statusbar-item', { hasText: idOrText }))
        .first();
      await awaiting(`${idOrText} in the status bar`, item.waitFor({ timeout: stepTimeout }));
      return {
        locator: item,
        text: async () => ((await item.textContent()) ?? '').replaceAll('\u00a0', ' ').trim(),
        label: async () => (await item.getAttribute('aria-label')) ?? '',
        async click() {
          await item.locator('a').first().click({ timeout: stepTimeout });
          await parkMouse();
        },
        async tooltip() {
          const hover = page.locator('.monaco-hover:visible .monaco-hover-content, .monaco-hover:visible .hover-contents').first();
          await parkMouse();
          await item.hover({ timeout: stepTimeout });
          await awaiting(`the tooltip of ${idOrText}`, hover.waitFor({ timeout: stepTimeout }));
          const text = await hover.innerText();
          await parkMouse();
          return text.replaceAll('\u00a0', ' ').trim();
        },
      };
    },
    notifications: async () => (await toasts.locator('.notification-list-item-message').allInnerTexts()).map((text) => text.trim()),
    async notification(text) {
      const toast = toasts.filter({ hasText: text }).first();
      await awaiting(`a notification with "${text}"`, toast.waitFor({ timeout: stepTimeout }));
      return {
        locator: toast,
        text: (await toast.locator('.notification-list-item-message').innerText()).trim(),
        async press(button) {
          await parkMouse();
          await toast.getByRole('button', { name: button, exact: true }).click({ timeout: stepTimeout });
        },
        async close() {
          await parkMouse();
          await toast.hover({ timeout: stepTimeout });
          await toast.locator('.codicon-notifications-clear').click({ timeout: stepTimeout });
          await awaiting('the notification to close', toast.waitFor({ state: 'hidden', timeout: stepTimeout }));
        },
      };
    },
    async answerDialog(button) {
      await awaiting('a dialog', dialog.waitFor({ timeout: stepTimeout }));
      await awaiting(`the button "${button}"`, dialog.getByRole('button', { name: button, exact: true }).click({ timeout: stepTimeout }));
      await awaiting('the dialog to close', dialog.waitFor({ state: 'hidden', timeout: stepTimeout }));
    },
    async dialogText() {
      await awaiting('a dialog', dialog.waitFor({ timeout: stepTimeout }));
      return (await dialog.innerText()).trim();
    },
    async openView(name) {
      const icon = page.locator(`.activitybar .action-item a[aria-label^=${JSON.stringify(name)}]`).first();
      await awaiting(`${name} in the activity bar`, icon.waitFor({ timeout: stepTimeout }));
      await until(`the view ${name}`, async () => {
        if (await page.locator('.part.sidebar .composite.title', { hasText: name }).isVisible()) return true;
        await icon.click({ timeout: 2000 });
        return page.locator('.part.sidebar .composite.title', { hasText: name }).waitFor({ timeout: 2000 }).then(() => true);
      });
    },
    parleyFrame(place = 'view') {
      // A tab never tells a purpose; a view does until it was hidden and comes back, so a lone frame without one is it.
      const frame = 'iframe.webview[src*="extensionId=parley.parley"]';
      const view = `${frame}[src*="purpose=webviewView"]`;
      return page
        .locator(place === 'tab' ? `${frame}:not([src*="purpose="])` : `${view}, ${frame}:not(body:has(${view}) *)`)
        .first()
        .contentFrame()
        .locator('iframe#active-frame')
        .contentFrame();
    },
  };
}
