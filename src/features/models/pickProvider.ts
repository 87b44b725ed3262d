// The provider picker: changes provider in one step, asking for the address or the key where one is missing.

import { type QuickPickItem, window } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import { formatModelRef } from '../../core/model/modelRef.ts';
import type { ConfiguredProvider } from '../../core/providers/directory.ts';
import type { Keys } from '../../host/keys.ts';
import { notify } from '../../host/notify.ts';
import type { ModelsPorts } from './ports.ts';
import { useModel } from './pickModel.ts';

interface ProviderItem extends QuickPickItem {
  readonly configured: ConfiguredProvider;
}

/** Ends with a model of the chosen provider in use, or with nothing changed. */
export async function pickProvider(ports: ModelsPorts): Promise<void> {
  const items = await Promise.all(ports.providers.all().map((configured) => providerItem(configured, ports.keys)));
  const chosen = await window.showQuickPick(items, { title: localize('Switch Provider'), placeHolder: localize('Who is to answer?'), matchOnDescription: true });
  if (!chosen) return;
  const { configured } = chosen;
  if (configured.baseUrl === undefined && !(await askAddress(ports, configured))) return;
  const name = configured.models[0] ?? (configured.provider.key.use === 'none' ? await pickListed(ports, configured) : await askModelName(configured));
  if (name !== undefined) await useModel(ports, formatModelRef({ provider: configured.id, model: name }));
}

async function providerItem(configured: ConfiguredProvider, keys: Keys): Promise<ProviderItem> {
  const { provider, label, id } = configured;
  const place = provider.key.use === 'none' ? 'none' : await keys.where(configured);
  const state = {
    stored: localize('key stored'),
    environment: configured.settings.apiKeyEnv === undefined ? localize('key from the environment') : localize('key from {0}', configured.settings.apiKeyEnv),
    command: localize('key from a command of yours'),
    session: localize('key kept for this session'),
    none: provider.key.use === 'required' ? localize('needs a key') : '',
  }[place];
  return { label, description: [id, state].filter(Boolean).join(' \u00b7 '), detail: provider.description, configured };
}

async function askAddress({ settings }: ModelsPorts, { id, label }: ConfiguredProvider): Promise<boolean> {
  const address = await window.showInputBox({
    title: localize('Address of the {0}', label),
    prompt: localize('Where its /chat/completions is, without that part'),
    placeHolder: 'http://127.0.0.1:8000/v1',
    ignoreFocusOut: true,
    validateInput: (value) => (URL.canParse(value.trim()) && /^https?:$/.test(new URL(value.trim()).protocol) ? undefined : localize('Write an address that begins with http:// or https://')),
  });
  if (address === undefined) return false;
  const all = settings.get('parley.providers');
  await settings.set('parley.providers', { ...all, [id]: { ...all[id], baseUrl: address.trim().replace(/\/+$/, '') } });
  return true;
}

/** Where nothing but a list tells what there is: choosing from it, or a word when it is empty. */
async function pickListed({ lists }: ModelsPorts, configured: ConfiguredProvider): Promise<string | undefined> {
  const listed = await lists.list(configured);
  if (listed.length === 0) {
    void notify('info', localize('{0} offers no models now. Is an extension that brings some installed, and are you signed in to it?', configured.label));
    return undefined;
  }
  const items = listed.map(({ name, title }) => ({ label: name, description: title ?? '' }));
  return (await window.showQuickPick(items, { title: localize('Model of {0}', configured.label), matchOnDescription: true }))?.label;
}

async function askModelName({ label }: ConfiguredProvider): Promise<string | undefined> {
  const name = await window.showInputBox({
    title: localize('Model on the {0}', label),
    prompt: localize('The name the server knows it by'),
    placeHolder: 'qwen3-coder',
    ignoreFocusOut: true,
    validateInput: (value) => (/^\S+$/.test(value.trim()) ? undefined : localize('Write a name without spaces')),
  });
  return name?.trim();
}
