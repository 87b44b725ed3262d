// The command that manages keys; what it shows is loaded when it is first used.

import { commands } from 'vscode';
import type { Disposable } from '../../core/base/disposable.ts';
import type { KeysPorts } from './ports.ts';

export function createKeyManager(ports: KeysPorts): Disposable {
  return commands.registerCommand('parley.keys.manage', async (providerId?: unknown) => (await import('./manageKeys.ts')).manageKeys(ports, providerId));
}
