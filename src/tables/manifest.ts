// Derives package.json's `contributes` from the tables. A test holds the two together.

import * as z from 'zod/mini';
import { type ActionRow, actions } from './actions.ts';
import { chatView, type CommandRow, commands, extraKeybindings } from './commands.ts';
import { keyed } from './manifestWords.ts';
import { type SettingKey, settings } from './settings.ts';
import { settingWords } from './settingWords.ts';

/** As much of a JSON schema as carries words. */
interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

const category = 'Parley';
const container = 'parley';
const editorMenu = 'parley.editor';

/** The manifest with everything in it that follows from the tables; the rest stays as it is. Its words are `deriveWords`'. */
export function deriveManifest(manifest: Readonly<Record<string, unknown>>, rows: readonly ActionRow[] = actions): Record<string, unknown> {
  return { ...manifest, ...(keyed(derived(rows), new Map()) as object) };
}

/** The words of the manifest by their keys: package.nls.json. */
export function deriveWords(rows: readonly ActionRow[] = actions): Record<string, string> {
  const words = new Map<string, string>();
  keyed(derived(rows), words);
  return Object.fromEntries(words);
}

function derived(rows: readonly ActionRow[]): object {
  return {
    l10n: './dist/l10n',
    capabilities: {
      virtualWorkspaces: true,
      untrustedWorkspaces: {
        supported: 'limited',
        description: 'Parley works here. Its settings that choose a model or say what one is told, its instructions and its saved prompts are not read until you trust it.',
        restrictedConfigurations: restrictedSettings(),
      },
    },
    contributes: contributes(rows),
  };
}

function contributes(rows: readonly ActionRow[]): object {
  return {
    viewsContainers: { activitybar: [{ id: container, title: category, icon: 'media/parley.svg' }] },
    views: { [container]: [{ id: chatView, type: 'webview', name: 'Chat', icon: 'media/parley.svg' }] },
    commands: [...commandRows().map(([id, row]) => commandEntry(id, row)), ...rows.map(({ command, title, icon }) => commandEntry(command, { title, icon }))],
    keybindings: keybindings(),
    submenus: [{ id: editorMenu, label: category }],
    menus: {
      'editor/context': [{ submenu: editorMenu, group: '1_parley@1' }],
      [editorMenu]: rows.map(({ command }, index) => ({ command, group: `1_actions@${index + 1}` })),
      'view/title': [...chatItems('navigation', ({ chatTitle }) => chatTitle), ...chatItems('1_usage', ({ chatMenu }) => chatMenu)],
      commandPalette: rows.map(({ command }) => ({ command, when: 'editorIsOpen' })),
    },
    configuration: { title: category, properties: Object.fromEntries((Object.keys(settings) as SettingKey[]).map((key, order) => [key, property(key, order)])) },
  };
}

/** Settings that a workspace without trust must not decide. */
function restrictedSettings(): string[] {
  return Object.entries(settings).filter(([, row]) => 'restricted' in row && row.restricted).map(([key]) => key);
}

function commandRows(): [string, CommandRow][] {
  return Object.entries<CommandRow>(commands);
}

/** Entries of the chat view's title, for the commands that have a place there. */
function chatItems(group: string, placeOf: (row: CommandRow) => number | undefined): object[] {
  return commandRows().flatMap(([command, row]) => {
    const place = placeOf(row);
    return place === undefined ? [] : [{ command, when: `view == ${chatView}`, group: `${group}@${place}` }];
  });
}

function commandEntry(command: string, { title, icon, enablement }: CommandRow): object {
  return { command, title, category, ...(icon && { icon: `$(${icon})` }), ...(enablement && { enablement }) };
}

function keybindings(): object[] {
  const own = commandRows().flatMap(([command, { keybinding }]) => (keybinding ? [{ command, ...keybinding }] : []));
  return [...extraKeybindings, ...own];
}

function property(key: SettingKey, order: number): object {
  const row = settings[key];
  const { $schema: _dialect, ...schema } = z.toJSONSchema(row.schema, { target: 'draft-07', io: 'input' });
  return { ...withWords(schema as JsonSchema, key, false), default: row.fallback, markdownDescription: settingWords[key], scope: row.scope, order };
}

/** A schema with the words of all that is in it. */
function withWords(schema: JsonSchema, path: string, said = true): JsonSchema {
  const words = said ? settingWords[path] : undefined;
  const inner = (of: JsonSchema, name: string): JsonSchema => withWords(of, `${path}.${name}`);
  return {
    ...schema,
    ...(schema.properties && { properties: Object.fromEntries(Object.entries(schema.properties).map(([name, of]) => [name, inner(of, name)])) }),
    ...(typeof schema.additionalProperties === 'object' && { additionalProperties: inner(schema.additionalProperties, '*') }),
    ...(schema.items && { items: inner(schema.items, '*') }),
    ...(schema.anyOf && { anyOf: schema.anyOf.map((of) => withWords(of, path, false)) }),
    ...(words !== undefined && { description: words }),
  };
}
