// Which model a task goes to: its own, the chosen one, or what this user can use without choosing.

import type { Disposable } from '../core/base/disposable.ts';
import { Emitter, type Event } from '../core/base/emitter.ts';
import { formatModelRef } from '../core/model/modelRef.ts';
import type { ConfiguredProvider, ProviderDirectory } from '../core/providers/directory.ts';
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

/** Looks for keys in the background, so that asking which model is in use never waits for a keyring. */
export function createModelChoice(settings: Settings, keys: Keys, providers: ProviderDirectory): ModelChoice {
  const changed = new Emitter<void>();
  let automatic = fallbackModel;
  let searches = 0;

  async function search(): Promise<void> {
    const mine = ++searches;
    let found = fallbackModel;
    for (const configured of providers.all()) {
      const [model] = configured.models;
      if (model === undefined || !(await isUsable(configured, keys))) continue;
      found = formatModelRef({ provider: configured.id, model });
      break;
    }
    if (mine !== searches || found === automatic) return;
    automatic = found;
    changed.fire();
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
