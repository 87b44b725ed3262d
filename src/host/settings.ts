// The one door to the settings: everything that comes through it fits its schema.

import { ConfigurationTarget, workspace, type WorkspaceConfiguration } from 'vscode';
import type { Disposable } from '../core/base/disposable.ts';
import { Emitter, type Event } from '../core/base/emitter.ts';
import { readSetting, settings, type SettingKey, type SettingValue } from '../tables/settings.ts';

export interface Settings extends Disposable {
  /** The checked value, or the default when what is there does not fit. */
  get<K extends SettingKey>(key: K): SettingValue<K>;
  /** Writes where the value is decided today: the workspace if it has one of its own, else the user. */
  set<K extends SettingKey>(key: K, value: SettingValue<K>): Promise<void>;
  readonly onDidChange: Event<void>;
  /** What is wrong with the settings right now, a sentence each. */
  problems(): readonly string[];
}

export function createSettings(): Settings {
  const changed = new Emitter<void>();
  const cache = new Map<SettingKey, unknown>();
  let configuration: WorkspaceConfiguration | undefined;
  const watcher = workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('parley')) return;
    cache.clear();
    configuration = undefined;
    changed.fire();
  });
  /** Undefined where nobody set it: the default of the manifest is the table's own, and need not be read. */
  const whatIsSet = (key: SettingKey): unknown => {
    configuration ??= workspace.getConfiguration();
    const { globalValue, workspaceValue, workspaceFolderValue } = configuration.inspect(key) ?? {};
    const isSet = globalValue !== undefined || workspaceValue !== undefined || workspaceFolderValue !== undefined;
    return isSet ? configuration.get(key) : undefined;
  };
  return {
    get<K extends SettingKey>(key: K) {
      if (!cache.has(key)) cache.set(key, readSetting(key, whatIsSet(key)).value);
      return cache.get(key) as SettingValue<K>;
    },
    async set(key, value) {
      const inWorkspace = workspace.getConfiguration().inspect(key)?.workspaceValue !== undefined;
      await workspace.getConfiguration().update(key, value, inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global);
    },
    onDidChange: changed.event,
    problems() {
      const keys = Object.keys(settings) as SettingKey[];
      return keys.map((key) => readSetting(key, whatIsSet(key)).problem).filter((problem) => problem !== undefined);
    },
    dispose() {
      watcher.dispose();
      changed.dispose();
    },
  };
}
