// Money in the status bar of a real window: it moves, it warns, it explains itself, and budgets are edited from the keyboard.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { chat } from '../../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';
import { useWindow } from '../support/useWindow.ts';
import { until } from '../support/waiting.ts';

const simulator = await startSimulator(chat({ text: ['unscripted'] }));
after(() => simulator[Symbol.asyncDispose]());
const editor = useWindow({
  environment: { SIMULATED_KEY: 'sk-from-the-environment' },
  settings: { machine: { 'parley.model': 'openai/gpt-6-sol', 'parley.providers': { openai: { baseUrl: `${simulator.url}/v1`, apiKeyEnv: 'SIMULATED_KEY' } } } },
});

const page = () => editor.window.parleyFrame();
const item = () => editor.window.statusBarItem('parley.usage');
const text = async () => (await item()).text();
const kind = async () => /(\w+)-kind/.exec((await (await item()).locator.getAttribute('class')) ?? '')?.[1] ?? 'plain';

/** An answer of $0.0070: 1,000 tokens in, of which some from the cache, and 500 out. */
const answer = (more: object = {}) => chat({ text: ['One ', 'answer.'], model: 'gpt-6-sol', usage: { prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500 }, ...more });

/** The name of a model, as a server could send it. */
const hostile = '[free](command:parley.log.open) <b>x</b> $(flame) ![](https://example.com/x.png) www.example.com **m**';

async function send(words: string): Promise<void> {
  await page().getByRole('textbox', { name: 'Message' }).fill(words);
  await page().getByRole('textbox', { name: 'Message' }).press('Enter');
}

/** The tooltip as an element; the mouse comes from elsewhere and stays. */
async function hover() {
  const shown = editor.window.page.locator('.monaco-hover:visible', { hasText: 'Last answer' }).first();
  await until('the tooltip', async () => {
    // It goes away when what it tells changes.
    await editor.window.page.mouse.move(2, 2);
    await (await item()).locator.hover();
    return shown.waitFor({ timeout: 2000 }).then(() => true);
  });
  return shown;
}

/** Over a budget a person decides. */
async function sendAnyway(words: string): Promise<void> {
  await send(words);
  const question = editor.window.page.getByRole('dialog').filter({ hasText: 'Over your budget' });
  await question.waitFor();
  await editor.window.screenshot('budget-question');
  await question.getByRole('button', { name: 'Send' }).click();
}

/** The list of budgets, which comes back after each change. */
async function budgetList(): Promise<string> {
  const list = editor.window.quickInput.getByText('Each month');
  await list.waitFor();
  return editor.window.quickInput.innerText();
}

async function editBudget(row: string, typed: string): Promise<string> {
  await editor.window.runCommand('Parley: Edit Budgets');
  await editor.window.quickPick(row);
  await editor.window.answerInput(typed);
  return budgetList();
}

test('nothing spent is said to be nothing once that is known', async () => {
  await until('the first figure', async () => (await text()) === '$0.00 today');
  assert.equal(await kind(), 'plain');
});

test('a budget is set, refused and removed from the keyboard, and lands in the user\'s settings', async () => {
  await editor.window.runCommand('Parley: Edit Budgets');
  await editor.window.quickPick('Each week');
  await editor.window.answerInput('1,50');
  await until('the reason', async () => (await editor.window.quickInput.innerText()).includes('without commas'));
  await editor.window.answerInput('3');
  assert.match(await budgetList(), /\$0\.00 of \$3\.00 this week \(0 %\), \$3\.00 left/);
  await editBudget('Each day', '$0.0085');
  await until('both in the settings', async () => {
    const budgets = (await editor.window.userSettings())['parley.budgets'] as Record<string, unknown> | undefined;
    return budgets?.['day'] === 0.0085 && budgets['week'] === 3;
  });
  await editor.window.screenshot('budgets-list');
  assert.match(await editBudget('Each week', ''), /Each week\s*no limit/);
  await until('the week to be gone', async () => !('week' in ((await editor.window.userSettings())['parley.budgets'] as object)));
  await editor.window.cancelQuickInput();
});

test('the bar moves while an answer streams, then tells the day and the context, and warns at 80 %', async () => {
  const opened = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  simulator.script(answer({ gate: (index: number) => opened[index]?.promise ?? Promise.resolve() }));
  await editor.window.openView('Parley');
  await send('Tell me');
  opened[0]?.resolve();
  await until('the bar to count', async () => /~\d+ tokens/.test(await text()));
  await editor.window.screenshot('usage-live');
  opened[1]?.resolve();
  await until('the day and the context', async () => /^\$0\.0070 today \u00b7 <1% of 1\.1M$/.test(await text()));
  await until('the warning colour', async () => (await kind()) === 'warning');
  const told = await editor.window.notification('Your budget: $0.0070 of $0.0085 today (82 %), $0.0015 left.');
  await editor.window.screenshot('usage-warning');
  await told.close();
});

test('the tooltip tells the whole story, and so does the label for a screen reader', async () => {
  const label = await (await item()).label();
  const tooltip = await (await item()).tooltip();
  for (const pattern of [/openai\/gpt-6-sol, 1\.0k tokens in, 500 tokens out, \$0\.0070/, /This window\W+\$0\.0070 for 1 request/, /Today\W+\$0\.0070/, /This month\W+\$0\.0070/, /\$0\.0070 of \$0\.0085 today \(82 %\)/, /Cache/]) {
    assert.match(tooltip, pattern);
    assert.match(label, pattern);
  }
  assert.match(tooltip, /\u25b0\u25b0\u25b0\u25b0\u25b0\u25b0\u25b0\u25b0\u25b1\u25b1/);
  assert.doesNotMatch(label, /[\u25b0\u25b1]|\*\*|command:/);
});

test('a link of the tooltip opens the budgets', async () => {
  const tooltip = await hover();
  await editor.window.screenshot('usage-tooltip');
  await tooltip.getByText('Edit budgets').click();
  assert.match(await budgetList(), /\$0\.0070 of \$0\.0085 today/);
  await editor.window.cancelQuickInput();
});

test('at 100 % it turns to the colour of errors, and one is told once', async () => {
  simulator.script(answer({ usage: { prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500, prompt_tokens_details: { cached_tokens: 0 } } }), answer({ model: hostile }));
  await editor.window.openView('Parley');
  await sendAnyway('And again');
  await until('the error colour', async () => (await kind()) === 'error');
  await (await editor.window.notification('the limit is reached')).close();
  assert.match(await (await item()).tooltip(), /Cache\W+0 % of this conversation's input came from it \(0 tokens\); the last request missed, as it is shorter than what is cached/);
  await sendAnyway('And once more');
  await until('three answers', async () => (await text()).startsWith('$0.0210 today'));
  assert.deepEqual((await editor.window.notifications()).filter((sentence) => sentence.includes('Your budget')), []);
});

test('what a server calls its model stays text', async () => {
  const tooltip = await hover();
  assert.ok((await tooltip.innerText()).replaceAll('\u00a0', ' ').includes(`(served by ${hostile})`));
  assert.ok((await tooltip.locator('a').allInnerTexts()).every((link) => ['Open dashboard', 'Edit budgets', 'Show log'].includes(link)));
  assert.equal(await tooltip.locator('img, b, .codicon-flame').count(), 0);
});

test('a conversation that lives off the cache says how well, and for how long', async () => {
  const long = (cached: number) => answer({ usage: { prompt_tokens: 2000, completion_tokens: 500, total_tokens: 2500, prompt_tokens_details: { cached_tokens: cached } } });
  simulator.script(long(0), long(1536));
  await editor.window.runCommand('Parley: New Conversation');
  await sendAnyway('A long question');
  await page().getByRole('article', { name: 'Assistant' }).first().getByText('500 tokens').waitFor();
  await sendAnyway('And what follows from it');
  await until('the second answer', async () => (await (await item()).label()).includes('76 % of them from the cache'));
  assert.match(await (await item()).label(), /Cache: 38 % of this conversation's input came from it \(1\.5k tokens, \$0\.0028 saved\); lasts until \d+:\d\d [AP]M, longer when used\./);
  await editor.window.setTheme('Default Light Modern');
  await hover();
  await editor.window.screenshot('usage-over-light');
  await editor.window.page.mouse.move(2, 2);
});

test('the day outlives the window', async () => {
  await editor.window.openView('Explorer');
  await editor.window.reload();
  await until('the sum of the ledger', async () => (await text()).startsWith('$0.0362 today'));
  await until('the colour', async () => (await kind()) === 'error');
  assert.deepEqual((await editor.window.notifications()).filter((sentence) => sentence.includes('Your budget')), []);
});

test('what is shown is a person\'s own choice', async () => {
  await editor.window.changeMachineSettings({ 'parley.statusBar': { show: '{budget} | {model}' } });
  await until('the chosen pieces', async () => (await text()) === '426% of $0.0085 today \u00b7 openai/gpt-6-sol');
  await editor.window.changeMachineSettings({ 'parley.statusBar': { show: ['cost'] } });
  await (await editor.window.notification('Pieces are: today, session')).close();
});
