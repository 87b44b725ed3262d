// No state of the page breaks a rule that axe knows: names, roles, focus, sizes, and contrast in every theme.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { root } from './support/buildPage.ts';
import { answerScenes, pose } from './support/poses.ts';
import { scenes } from './support/scenes.ts';
import { answer, question, snapshot } from './support/snapshots.ts';
import { readTheme, themes, type ThemeName } from './support/themes.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const later = (Object.keys(themes) as ThemeName[]).filter((name) => name !== 'darkModern');

/** What is broken, and where. */
async function violations(page: Page, options: RunOptions): Promise<string[]> {
  const { violations: found } = await page.evaluate((given) => (globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(given), { ...options, preload: false });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, any, all }) => `${id}: ${html.slice(0, 160)} (${[...any, ...all].map(({ message }) => message).join('; ')})`));
}

function dress(page: Page, theme: ThemeName): Promise<void> {
  return page.evaluate(({ classes, bodyClass, variables }) => {
    document.body.classList.remove(...classes);
    document.body.classList.add(bodyClass);
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
  }, { classes: Object.values(themes), ...readTheme(theme) });
}

for (const [scene, state] of Object.entries(scenes)) {
  test(`no rule is broken, in no theme: ${scene}`, () => withPage({ snapshot: state, theme: 'darkModern', width: 400, height: 900, host: answerScenes }, async ({ host }) => {
    const { page } = host;
    await pose(scene, host);
    await page.evaluate(axe);
    const found = [...await violations(page, { runOnly: rules })];
    for (const theme of later) {
      await dress(page, theme);
      found.push(...(await violations(page, { runOnly: { type: 'rule', values: ['color-contrast'] } })).map((one) => `${theme} ${one}`));
    }
    assert.deepEqual(found, []);
  }));
}

test('what is broken would be found', () => withPage({ snapshot: snapshot([question('Why?'), answer('So.')]) }, async ({ host }) => {
  await pose('', host);
  await host.page.evaluate(axe);
  await host.page.evaluate(() => {
    document.querySelector('.send-button')?.removeAttribute('aria-label');
    for (const element of document.querySelectorAll<HTMLElement>('.own-text')) element.style.color = 'color-mix(in srgb, currentcolor 30%, transparent)';
  });
  const found = (await violations(host.page, { runOnly: rules })).map((one) => one.split(':')[0]);
  assert.ok(found.includes('color-contrast'), String(found));
}));
