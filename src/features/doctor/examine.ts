// Gathers the facts and shows them as a page.

import { env, version as editorVersion, window, workspace } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import type { ConfiguredProvider } from '../../core/providers/directory.ts';
import type { KeyPlace } from '../../host/keys.ts';
import type { DoctorFacts, ProviderFacts } from './facts.ts';
import type { DoctorPorts } from './ports.ts';
import { reportOf } from './report.ts';

export async function examine(ports: DoctorPorts): Promise<void> {
  const report = reportOf(await factsOf(ports));
  await window.showTextDocument(ports.documents.add(localize('Parley diagnosis') + '.md', report), { preview: true });
}

async function factsOf({ settings, providers, keys, modelFor, traces, version }: DoctorPorts): Promise<DoctorFacts> {
  const tasks = ['chat', ...Object.keys(settings.get('parley.tasks')).filter((task) => task !== 'chat')];
  const looked = await Promise.all(providers.all().map((configured) => lookAt(configured, keys)));
  return {
    surroundings: [
      ['Parley', version],
      [env.appName, editorVersion],
      [localize('System'), `${process.platform} ${process.arch}, Node ${process.versions.node}`],
      [localize('Remote'), env.remoteName ?? localize('no')],
      [localize('Workspace trusted'), workspace.isTrusted ? localize('yes') : localize('no')],
    ],
    models: tasks.map((task) => ({ task, model: modelFor(task) })),
    providers: looked.filter((one) => one !== undefined),
    problems: settings.problems(),
    calls: traces.recent(),
  };
}

/** Undefined for one that nobody set up. No command that prints a key is run for this. */
async function lookAt(configured: ConfiguredProvider, keys: DoctorPorts['keys']): Promise<ProviderFacts | undefined> {
  const place = await keys.where(configured);
  if (place === 'none' && Object.keys(configured.settings).length === 0) return undefined;
  return { id: configured.id, label: configured.label, address: configured.baseUrl, key: placeWords(place) };
}

function placeWords(place: KeyPlace): string {
  switch (place) {
    case 'stored':
      return localize('in the keyring');
    case 'environment':
      return localize('in the environment');
    case 'command':
      return localize('printed by a command');
    case 'session':
      return localize('for this window only');
    case 'none':
      return localize('none');
  }
}
