// Managing keys: the only place where a person types one. It goes straight to the keyring.

import { env, type QuickPickItem, ThemeIcon, Uri, window } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import type { ConfiguredProvider } from '../../core/providers/directory.ts';
import type { KeyPlace, Keys } from '../../host/keys.ts';
import { commandButton, notify } from '../../host/notify.ts';
import { focusChat } from '../../tables/commands.ts';
import type { KeysPorts } from './ports.ts';

/** Asks whose key it is about, unless that is said, and what is to become of it. */
export async function manageKeys(ports: KeysPorts, providerId: unknown): Promise<void> {
  const wanted = typeof providerId === 'string' ? ports.providers.find(providerId) : undefined;
  const configured = wanted ?? (await chooseProvider(ports));
  if (configured) await manageKey(configured, ports);
}

const states: Readonly<Record<KeyPlace, () => string>> = {
  stored: () => `$(lock) ${localize('stored in the keyring')}`,
  environment: () => `$(terminal) ${localize('from the environment')}`,
  command: () => `$(terminal) ${localize('from a command of yours')}`,
  session: () => `$(watch) ${localize('kept for this session only')}`,
  none: () => localize('no key'),
};

async function chooseProvider({ keys, providers }: KeysPorts): Promise<ConfiguredProvider | undefined> {
  const keyed = providers.all().filter(({ provider }) => provider.key.use !== 'none');
  const items = await Promise.all(keyed.map(async (configured) => {
    const place = await keys.where(configured);
    const description = place === 'none' && configured.provider.key.use === 'optional' ? localize('no key, works without one') : states[place]();
    return { label: configured.label, description, configured };
  }));
  return (await window.showQuickPick(items, { title: localize('Manage Keys'), placeHolder: localize('Whose key?') }))?.configured;
}

async function manageKey(configured: ConfiguredProvider, { keys }: KeysPorts): Promise<void> {
  const place = await keys.where(configured);
  if (place !== 'stored' && place !== 'session') return enterKey(configured, keys);
  const replace: QuickPickItem = { label: `$(edit) ${localize('Replace the key')}` };
  const remove: QuickPickItem = { label: `$(trash) ${localize('Remove the key')}` };
  const chosen = await window.showQuickPick([replace, remove], { title: localize('Key for {0}', configured.label), placeHolder: place === 'stored' ? localize('The key is stored in the keyring') : localize('The key is kept for this session only') });
  if (chosen === replace) return enterKey(configured, keys);
  if (chosen !== remove) return;
  await keys.remove(configured.id);
  await notify('info', localize('The key for {0} is removed.', configured.label));
}

async function enterKey(configured: ConfiguredProvider, keys: Keys): Promise<void> {
  const key = await askForKey(configured);
  if (key === undefined) return;
  const place = await keys.store(configured.id, key);
  const openChat = commandButton(localize('Open chat'), focusChat);
  if (place === 'session') await notify('warning', localize('This machine has no keyring, so the key for {0} is kept until this window closes.', configured.label), openChat);
  else await notify('info', localize('The key for {0} is stored in the keyring.', configured.label), openChat);
}

/** An input box that hides what is typed, checks its shape, and shows the way to a key. */
function askForKey({ label, provider }: ConfiguredProvider): Promise<string | undefined> {
  const box = window.createInputBox();
  const page = provider.key.use === 'required' ? provider.key.page : undefined;
  box.title = localize('Key for {0}', label);
  box.prompt = localize('Stored in the keyring of your system; sent to this provider and nowhere else.');
  box.password = true;
  box.ignoreFocusOut = true;
  if (page !== undefined) box.buttons = [{ iconPath: new ThemeIcon('link-external'), tooltip: localize('Get a key: {0}', page) }];
  return new Promise((resolve) => {
    box.onDidChangeValue(() => {
      box.validationMessage = '';
    });
    box.onDidTriggerButton(() => {
      if (page !== undefined) void env.openExternal(Uri.parse(page));
    });
    box.onDidAccept(() => {
      const key = box.value.trim();
      const wrong = whatIsWrong(key);
      if (wrong !== undefined) {
        box.validationMessage = wrong;
        return;
      }
      resolve(key);
      box.hide();
    });
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}

function whatIsWrong(key: string): string | undefined {
  if (key === '') return localize('Paste the key, or press Escape to leave.');
  if (/\s/.test(key)) return localize('A key has no spaces or line breaks in it. Copy it once more.');
  return /^[\x21-\x7e]+$/.test(key) ? undefined : localize('This holds characters that no key has. Copy it once more.');
}
