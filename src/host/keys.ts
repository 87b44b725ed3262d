// The one door to keys. They live in the editor's SecretStorage and leave this file only towards a provider.

import type { SecretStorage } from 'vscode';
import type { Disposable } from '../core/base/disposable.ts';
import { Emitter, type Event } from '../core/base/emitter.ts';
import type { Log } from '../core/base/log.ts';
import type { FoundKey, KeySource } from '../core/pipeline/attempt.ts';
import type { ConfiguredProvider } from '../core/providers/directory.ts';
import type { RunKeyCommand } from './keyCommand.ts';

/** Where a provider's key is. `session`: there is no keyring, so it is forgotten with this window. */
export type KeyPlace = 'stored' | 'environment' | 'command' | 'session' | 'none';

export interface Keys extends Disposable {
  /** For the client alone. */
  readonly source: KeySource;
  where(provider: ConfiguredProvider): Promise<KeyPlace>;
  /** Says where it was put. */
  store(providerId: string, key: string): Promise<KeyPlace>;
  remove(providerId: string): Promise<void>;
  readonly onDidChange: Event<void>;
}

const prefix = 'parley.key.';

export interface KeyPorts {
  readonly secrets: SecretStorage;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly runCommand: RunKeyCommand;
  readonly log: Log;
}

export function createKeys({ secrets, environment, runCommand, log }: KeyPorts): Keys {
  const changed = new Emitter<void>();
  const session = new Map<string, string>();
  const watcher = secrets.onDidChange(({ key }) => {
    if (key.startsWith(prefix)) changed.fire();
  });

  async function stored(providerId: string): Promise<string | undefined> {
    try {
      return (await secrets.get(prefix + providerId)) ?? undefined;
    } catch {
      log.warn('The keyring could not be read.', { provider: providerId });
      return undefined;
    }
  }

  /** The keyring first: what a person typed in here beats what a setting points to. */
  async function find({ id, settings }: ConfiguredProvider): Promise<{ place: KeyPlace; read: () => Promise<FoundKey> } | undefined> {
    const at = (place: KeyPlace, key: string, label: string = place) => ({ place, read: () => Promise.resolve({ key, label }) });
    const kept = session.get(id);
    if (kept !== undefined) return at('session', kept);
    const own = await stored(id);
    if (own) return at('stored', own);
    const named = settings.apiKeyEnv === undefined ? undefined : environment[settings.apiKeyEnv];
    if (named) return at('environment', named, `environment ${settings.apiKeyEnv}`);
    const command = settings.apiKeyCommand?.trim();
    if (!command) return undefined;
    const wanted = { setting: `parley.providers.${id}.apiKeyCommand`, provider: id, command };
    return { place: 'command', read: async () => ({ key: await runCommand(wanted), label: 'command' }) };
  }

  return {
    source: async (provider) => (await find(provider))?.read(),
    where: async (provider) => (await find(provider))?.place ?? 'none',
    async store(providerId, key) {
      try {
        await secrets.store(prefix + providerId, key);
        session.delete(providerId);
        return 'stored';
      } catch {
        log.warn('The keyring could not be written; the key is kept for this session only.', { provider: providerId });
        session.set(providerId, key);
        changed.fire();
        return 'session';
      }
    },
    async remove(providerId) {
      session.delete(providerId);
      await secrets.delete(prefix + providerId);
      changed.fire();
    },
    onDidChange: changed.event,
    dispose() {
      watcher.dispose();
      changed.dispose();
      session.clear();
    },
  };
}
