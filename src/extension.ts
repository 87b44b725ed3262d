// The first door: VS Code starts and stops Parley here.

import type { ExtensionContext } from 'vscode';
import { compose } from './compose.ts';

export function activate(context: ExtensionContext): void {
  context.subscriptions.push(compose(context));
}

/** Everything is released through the subscriptions. */
export function deactivate(): void {}
