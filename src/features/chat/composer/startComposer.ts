// Puts the composer together, so that the chat has one line for it.

import { commands, type ExtensionContext, Uri } from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable.ts';
import type { Event } from '../../../core/base/emitter.ts';
import type { Settings } from '../../../host/settings.ts';
import type { ComposerPorts, Composer } from './composer.ts';
import { createComposer } from './composer.ts';
import { createComposerRequests } from './composerRequests.ts';
import type { ComposerHandlers } from './composerWork.ts';
import type { SavedPrompts } from './slashCommands.ts';

export interface StartPorts extends Omit<ComposerPorts, 'read' | 'sendWith' | 'effort' | 'memory' | 'folder' | 'newId' | 'savedPrompts'> {
  readonly context: ExtensionContext;
  readonly settings: Settings;
  readonly savedPrompts: SavedPrompts;
  readonly onDidChangeModel: Event<void>;
}

export interface StartedComposer extends Disposable {
  readonly composer: Composer;
  readonly requests: ComposerHandlers;
}

export function startComposer(ports: StartPorts): StartedComposer {
  const { context, settings, savedPrompts, shown, clock } = ports;
  const store = new DisposableStore();
  const home = context.storageUri ?? context.globalStorageUri;
  const composer = store.add(createComposer({
    ...ports,
    read: async ({ source, label, detail }) => (await import('../../../host/context/readSource.ts')).readSource(source, source.type === 'text' && source.origin === 'selection' ? detail : label),
    sendWith: () => settings.get('parley.chat.sendWith'),
    effort: () => settings.get('parley.chat.thinking'),
    memory: context.workspaceState,
    folder: home.scheme === 'file' ? Uri.joinPath(home, 'composer').fsPath : undefined,
    newId: () => crypto.randomUUID(),
  }));
  store.add(settings.onDidChange(() => composer.refresh()));
  store.add(ports.onDidChangeModel(() => composer.refresh()));
  store.add(commands.registerCommand('parley.chat.think', async () => (await import('./chooseEffort.ts')).chooseEffort(settings.get('parley.chat.thinking'), (effort) => settings.set('parley.chat.thinking', effort))));
  return { composer, requests: createComposerRequests({ composer, shown, clock, savedPrompts, keep: (work) => void store.add(work) }), dispose: () => store.dispose() };
}
