// Derives package.json's `contributes` from the tables. A test holds the two together.

import * as z from 'zod/mini';
import { type ActionRow, actions } from './actions.ts';
import { chatView, type CommandRow, commands, extraKeybindings } from './commands.ts';
import { settings } from './settings.ts';

const category = 'Parley';
const container = 'parley';
const editorMenu = 'parley.editor';

/** The manifest with everything in it that follows from the tables; the rest stays as it is. */
export function deriveManifest(manifest: Readonly<Record<string, unknown>>, rows: readonly ActionRow[] = actions): Record<string, unknown> {
  return {
    ...manifest,
    capabilities: {
      virtualWorkspaces: true,
      untrustedWorkspaces: {
        supported: 'limited',
        description: 'Parley works here. Settings of this workspace that choose a model are not read until you trust it.',
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
    configuration: { title: category, properties: Object.fromEntries(Object.entries(settings).map(([key, row], order) => [key, property(row, order)])) },
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

function property(row: (typeof settings)[keyof typeof settings], order: number): object {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(row.schema, { target: 'draft-07', io: 'input' });
  return { ...schema, default: row.fallback, markdownDescription: row.description, scope: row.scope, order };
}
