// The command that says how Parley is set up here and how its last requests went; what it takes is loaded when it is first used.

import { commands } from 'vscode';
import type { Disposable } from '../../core/base/disposable.ts';
import type { DoctorPorts } from './ports.ts';

export function createDoctor(ports: DoctorPorts): Disposable {
  return commands.registerCommand('parley.doctor', async () => (await import('./examine.ts')).examine(ports));
}
