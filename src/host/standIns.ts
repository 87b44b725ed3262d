// Commands whose features are not loaded yet: the first of them that is run loads them, and is run again by its own.

import { commands } from 'vscode';
import { type Disposable, DisposableStore } from '../core/base/disposable.ts';

/** `load` disposes the stand-ins before it registers the commands themselves. */
export function registerStandIns(ids: readonly string[], load: () => Promise<unknown>): Disposable {
  const store = new DisposableStore();
  for (const id of ids) {
    store.add(commands.registerCommand(id, async (...given: readonly unknown[]) => {
      await load();
      return commands.executeCommand(id, ...given);
    }));
  }
  return store;
}
