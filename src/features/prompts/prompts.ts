// What models are told beforehand: instructions, modes and saved prompts, as commands.

import { commands } from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable.ts';
import type { PromptsPorts } from './ports.ts';

export function createPrompts(ports: PromptsPorts): Disposable {
  const store = new DisposableStore();
  store.add(commands.registerCommand('parley.mode.switch', async () => (await import('./switchMode.ts')).switchMode(ports)));
  store.add(commands.registerCommand('parley.prompt.run', async (name?: unknown) => (await import('./runPrompt.ts')).runPrompt(ports, name)));
  store.add(commands.registerCommand('parley.prompt.new', async () => (await import('./promptFile.ts')).newPrompt(ports)));
  store.add(commands.registerCommand('parley.prompt.show', async () => (await import('./showSystemPrompt.ts')).showSystemPrompt(ports)));
  store.add(commands.registerCommand('parley.instructions.edit', async () => (await import('./promptFile.ts')).editInstructions(ports)));
  return store;
}
