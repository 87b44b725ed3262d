// Managing keys: the only place where a person types one. It goes straight to the keyring.

import { env, type QuickPickItem, ThemeIcon, Uri, window } from 'vscode';
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

const states: Readonly<Record<KeyPlace, string>> = {
  stored: '$(lock) stored in the keyring',
  environment: '$(terminal) from the environment',
  command: '$(terminal) from a command of yours',
  session: '$(watch) kept for this session only',
  none: 'no key',
};

async function chooseProvider({ keys, providers }: KeysPorts): Promise<ConfiguredProvider | undefined> {
  const keyed = providers.all().filter(({ provider }) => provider.key.use !== 'none');
  const items = await Promise.all(keyed.map(async (configured) => {
    const place = await keys.where(configured);
    const description = place === 'none' && configured.provider.key.use === 'optional' ? 'no key, works without one' : states[place];
    return { label: configured.label, description, configured };
  }));
  return (await window.showQuickPick(items, { title: 'Manage Keys', placeHolder: 'Whose key?' }))?.configured;
}

async function manageKey(configured: ConfiguredProvider, { keys }: KeysPorts): Promise<void> {
  const place = await keys.where(configured);
  if (place !== 'stored' && place !== 'session') return enterKey(configured, keys);
  const replace: QuickPickItem = { label: '$(edit) Replace the key' };
  const remove: QuickPickItem = { label: '$(trash) Remove the key' };
  const chosen = await window.showQuickPick([replace, remove], { title: `Key for ${configured.label}`, placeHolder: states[place].replace(/^\$\(\S+\) /, 'The key is ') });
  if (chosen === replace) return enterKey(configured, keys);
  if (chosen !== remove) return;
  await keys.remove(configured.id);
  await notify('info', `The key for ${configured.label} is removed.`);
}

async function enterKey(configured: ConfiguredProvider, keys: Keys): Promise<void> {
  const key = await askForKey(configured);
  if (key === undefined) return;
  const place = await keys.store(configured.id, key);
  const openChat = commandButton('Open chat', focusChat);
  if (place === 'session') await notify('warning', `This machine has no keyring, so the key for ${configured.label} is kept until this window closes.`, openChat);
  else await notify('info', `The key for ${configured.label} is stored in the keyring.`, openChat);
}

/** An input box that hides what is typed, checks its shape, and shows the way to a key. */
function askForKey({ label, provider }: ConfiguredProvider): Promise<string | undefined> {
  const box = window.createInputBox();
  const page = provider.key.use === 'required' ? provider.key.page : undefined;
  box.title = `Key for ${label}`;
  box.prompt = 'Stored in the keyring of your system; sent to this provider and nowhere else.';
  box.password = true;
  box.ignoreFocusOut = true;
  if (page !== undefined) box.buttons = [{ iconPath: new ThemeIcon('link-external'), tooltip: `Get a key: ${page}` }];
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
  if (key === '') return 'Paste the key, or press Escape to leave.';
  if (/\s/.test(key)) return 'A key has no spaces or line breaks in it. Copy it once more.';
  return /^[\x21-\x7e]+$/.test(key) ? undefined : 'This holds characters that no key has. Copy it once more.';
}
