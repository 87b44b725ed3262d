// Which model answers: the item in the status bar, and the pickers for model and provider.

import { commands, StatusBarAlignment, window } from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable.ts';
import { localize } from '../../core/base/localize.ts';
import type { ModelsPorts } from './ports.ts';

export function createModels(ports: ModelsPorts): Disposable {
  const { model, onDidChangeModel } = ports;
  const store = new DisposableStore();
  const item = store.add(window.createStatusBarItem('parley.model', StatusBarAlignment.Right, 101));
  item.name = localize('Parley: Model');
  item.command = 'parley.model.switch';
  const draw = (): void => {
    const { reference, badge } = model();
    item.text = `$(comment-discussion) ${reference}`;
    item.tooltip = localize('Parley asks {0}. Click to switch the model.', badge ? `${reference} (${badge})` : reference);
    item.accessibilityInformation = { label: localize('Parley model: {0}. Switch model.', badge ? `${reference}, ${badge}` : reference), role: 'button' };
    item.show();
  };
  draw();
  store.add(onDidChangeModel(draw));
  store.add(commands.registerCommand('parley.model.switch', async () => (await import('./pickModel.ts')).pickModel(ports)));
  store.add(commands.registerCommand('parley.provider.switch', async () => (await import('./pickProvider.ts')).pickProvider(ports)));
  return store;
}
