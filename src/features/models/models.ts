// Which model answers: the item in the status bar, and the pickers for model and provider.

import { commands, StatusBarAlignment, window } from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable.ts';
import type { Event } from '../../core/base/emitter.ts';
import type { ProviderDirectory } from '../../core/providers/directory.ts';
import type { Keys } from '../../host/keys.ts';
import type { ModelChoice } from '../../host/modelChoice.ts';
import type { Settings } from '../../host/settings.ts';
import type { ModelView } from '../../shared/protocol.ts';
import { pickModel } from './pickModel.ts';
import { pickProvider } from './pickProvider.ts';

export interface ModelsPorts {
  readonly settings: Settings;
  readonly keys: Keys;
  readonly providers: ProviderDirectory;
  readonly choice: ModelChoice;
  readonly model: () => ModelView;
  readonly onDidChangeModel: Event<void>;
}

export function createModels(ports: ModelsPorts): Disposable {
  const { model, onDidChangeModel } = ports;
  const store = new DisposableStore();
  const item = store.add(window.createStatusBarItem('parley.model', StatusBarAlignment.Right, 101));
  item.name = 'Parley: Model';
  item.command = 'parley.model.switch';
  const draw = (): void => {
    const { reference, badge } = model();
    item.text = `$(comment-discussion) ${reference}`;
    item.tooltip = `Parley asks ${reference}${badge ? ` (${badge})` : ''}. Click to switch the model.`;
    item.accessibilityInformation = { label: `Parley model: ${reference}${badge ? `, ${badge}` : ''}. Switch model.`, role: 'button' };
    item.show();
  };
  draw();
  store.add(onDidChangeModel(draw));
  store.add(commands.registerCommand('parley.model.switch', () => pickModel(ports)));
  store.add(commands.registerCommand('parley.provider.switch', () => pickProvider(ports)));
  return store;
}
