// The manifest and the tables tell the same story.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { actions } from '../../src/tables/actions.ts';
import { commands } from '../../src/tables/commands.ts';
import { deriveManifest, deriveWords } from '../../src/tables/manifest.ts';
import { readSetting, settings, type SettingKey } from '../../src/tables/settings.ts';
import { settingWords } from '../../src/tables/settingWords.ts';
import { root } from '../house/sources.ts';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;

test('package.json is what the tables say', () => {
  assert.deepEqual(manifest, deriveManifest(manifest), 'run npm run manifest');
  assert.deepEqual(JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')), deriveWords(), 'run npm run build');
});

test('every command is declared once, with a title and a category', () => {
  const { commands: declared } = manifest['contributes'] as { commands: { command: string; title: string; category: string }[] };
  assert.deepEqual(declared.map(({ command }) => command), [...Object.keys(commands), ...actions.map(({ command }) => command)]);
  assert.ok(declared.every(({ title, category }) => title !== '' && category === 'Parley'));
});

test('every setting has words, and its default fits its own schema', () => {
  for (const [key, row] of Object.entries(settings)) {
    assert.ok((settingWords[key] ?? '').length > 20, key);
    assert.deepEqual(readSetting(key as SettingKey, row.fallback), { value: row.fallback, problem: undefined });
  }
});

test('there are words for all that is in a setting, and for nothing else', () => {
  const { contributes } = manifest as { contributes: { configuration: { properties: Record<string, Property> } } };
  const places = Object.entries(contributes.configuration.properties).flatMap(([key, property]) => [key, ...placesIn(property, key)]);
  assert.deepEqual(places.filter((place) => settingWords[place] === undefined), ['parley.routes.*.models.*.model']);
  assert.deepEqual(Object.keys(settingWords).filter((place) => !places.includes(place)), []);
});

interface Property {
  readonly properties?: Readonly<Record<string, Property>>;
  readonly additionalProperties?: Property | boolean;
  readonly items?: Property;
  readonly anyOf?: readonly Property[];
}

/** Every name that can be written inside a setting, by its path. */
function placesIn({ properties = {}, additionalProperties, items, anyOf = [] }: Property, path: string): string[] {
  return [
    ...Object.entries(properties).flatMap(([name, property]) => [`${path}.${name}`, ...placesIn(property, `${path}.${name}`)]),
    ...[additionalProperties, items].flatMap((property) => (typeof property === 'object' ? placesIn(property, `${path}.*`) : [])),
    ...anyOf.flatMap((property) => placesIn(property, path)),
  ];
}

test('a setting that does not fit is named, and its default is used', () => {
  assert.deepEqual(readSetting('parley.model', 7).value, '');
  assert.match(readSetting('parley.model', 7).problem ?? '', /^parley\.model: /);
  assert.match(readSetting('parley.providers', { mine: { baseUrl: 1 } }).problem ?? '', /^parley\.providers\.mine\.baseUrl: /);
  assert.deepEqual(readSetting('parley.timeouts', { firstEvent: 5 }).value, { connect: 20, firstEvent: 5, firstEventThinking: 600, betweenEvents: 60, total: 3_600 });
  assert.deepEqual(readSetting('parley.retry', { attempts: 0 }).value, { attempts: 0, maxDelay: 60, deadline: 180, perConversation: 12 });
  assert.match(readSetting('parley.retry', { attempts: -1 }).problem ?? '', /^parley\.retry\.attempts: /);
});

test('what decides where keys go is out of a workspace\'s reach', () => {
  assert.equal(settings['parley.providers'].scope, 'machine');
  const { untrustedWorkspaces } = manifest['capabilities'] as { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, ['parley.model', 'parley.tasks', 'parley.routes', 'parley.chat.instructions', 'parley.chat.mode', 'parley.chat.modes']);
});

test('a budget is a person\'s own, and what does not fit is named', () => {
  assert.equal(settings['parley.budgets'].scope, 'application');
  assert.deepEqual(readSetting('parley.budgets', { day: 5 }).value, { day: 5, onLimit: 'ask', alertAt: [0.5, 0.8, 1] });
  for (const [raw, pattern] of [[{ day: -1 }, /budgets\.day: Write an amount in US dollars/], [{ day: '5' }, /budgets\.day: Write an amount/], [{ year: 5 }, /^parley\.budgets: Budgets are: session, day/], [5, /Budgets are/], [{ onLimit: 'pray' }, /budgets\.onLimit: It is block, ask or/], [{ alertAt: [0] }, /budgets\.alertAt\.0: Write a share/]] as const) {
    assert.match(readSetting('parley.budgets', raw).problem ?? '', pattern, JSON.stringify(raw));
  }
});

test('one more row makes one more action: command, menu and palette follow', () => {
  const row = { ...actions[0], command: 'parley.sing', title: 'Sing' };
  const { contributes } = deriveManifest(manifest, [...actions, row]) as { contributes: Record<string, unknown> };
  const { commands: declared, menus } = contributes as { commands: { command: string }[]; menus: Record<string, { command: string }[]> };
  for (const place of [declared, menus['parley.editor'], menus['commandPalette']]) assert.equal(place?.at(-1)?.command, 'parley.sing');
});

test('every text that people read in the manifest has a key, and every key a text', () => {
  const words = deriveWords();
  const { contributes, capabilities } = manifest;
  const used = Array.from(JSON.stringify([contributes, capabilities]).matchAll(/"%([^%"]+)%"/g), ([, key = '']) => key);
  assert.deepEqual(used.toSorted(), Object.keys(words).toSorted());
  assert.ok(Object.values(words).every((text) => text.length > 2 && !text.startsWith('%')));
  const bare = Array.from(JSON.stringify(contributes).matchAll(/"(?:title|label|description|markdownDescription)":"([^%"][^"]*)"/g), ([, text]) => text);
  assert.deepEqual([...new Set(bare)], ['Parley']);
});
