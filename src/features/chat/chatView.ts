// The chat's place in the side bar. What fills it is loaded when it is first seen.

import { type WebviewView, window } from 'vscode';
import type { Disposable } from '../../core/base/disposable.ts';
import { chatView } from '../../tables/commands.ts';

/** Whatever draws a view. */
export interface Filler {
  fill(view: WebviewView): void;
}

export function createChatView(chat: () => Promise<Filler | undefined>): Disposable {
  return window.registerWebviewViewProvider(chatView, {
    async resolveWebviewView(view) {
      (await chat())?.fill(view);
    },
  });
}
