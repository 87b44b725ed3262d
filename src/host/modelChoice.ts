// Which model a task goes to: its own, the chosen one, or what this user can use without choosing.

import type { Disposable } from '../core/base/disposable.ts';
import { Emitter, type Event } from '../core/base/emitter.ts';
import { formatModelRef } from '../core/model/modelRef.ts';
import type { ConfiguredProvider, ProviderDirectory } from '../core/providers/directory.ts';
import type { LocalServer } from '../core/providers/discovery.ts';
import type { Keys } from './keys.ts';
import type { Settings } from './settings.ts';

/** What is used while nobody has a key: needs nothing, costs nothing. */
export const fallbackModel = 'demo/tour';

export interface ModelChoice extends Disposable {
  /** The model for a task, known at once. */
  modelFor(task: string): string;
  readonly onDidChange: Event<void>;
}

/** True when a user has set this provider up: by a key, or by an address of their own where no key is needed. */
export async function isUsable(configured: ConfiguredProvider, keys: Keys): Promise<boolean> {
  const { provider, settings, baseUrl } = configured;
  if (provider.key.use === 'none' || baseUrl === undefined) return false;
  if (provider.key.use === 'optional' && settings.baseUrl !== undefined) return true;
  return (await keys.where(configured)) !== 'none';
}

export interface ModelChoicePorts {
  readonly settings: Settings;
  readonly keys: Keys;
  readonly providers: ProviderDirectory;
  readonly findLocal: () => Promise<readonly LocalServer[]>;
}

/** Looks for keys and local servers in the background, so that asking which model is in use never waits. */
export function createModelChoice({ settings, keys, providers, findLocal }: ModelChoicePorts): ModelChoice {
  const changed = new Emitter<void>();
  let automatic = fallbackModel;
  let searches = 0;

  async function search(): Promise<void> {
    const mine = ++searches;
    const found = (await findKeyed()) ?? (settings.get('parley.model') === '' ? await findServer() : undefined) ?? fallbackModel;
    if (mine !== searches || found === automatic) return;
    automatic = found;
    changed.fire();
  }

  async function findKeyed(): Promise<string | undefined> {
    for (const configured of providers.all()) {
      const [model] = configured.models;
      if (model !== undefined && (await isUsable(configured, keys))) return formatModelRef({ provider: configured.id, model });
    }
    return undefined;
  }

  async function findServer(): Promise<string | undefined> {
    const server = (await findLocal()).find(({ models }) => models.length > 0);
    const [model] = server?.models ?? [];
    return server && model && formatModelRef({ provider: server.provider, model: model.name });
  }

  const subscriptions = [
    settings.onDidChange(() => {
      changed.fire();
      void search();
    }),
    keys.onDidChange(() => void search()),
  ];
  void search();
  return {
    modelFor: (task) => settings.get('parley.tasks')[task]?.trim() || settings.get('parley.model').trim() || automatic,
    onDidChange: changed.event,
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
      changed.dispose();
    },
  };
}
