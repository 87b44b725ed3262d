// What a turn shows and what can be done with it, by role and name as a screen reader meets it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, question, snapshot } from './support/snapshots.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();
const fence = '```';

test('the conversation is a quiet log of named articles', () => withPage({ snapshot: snapshot([question('Why?'), answer('So.')]) }, async ({ host: { page } }) => {
  const log = page.getByRole('log', { name: 'Conversation' });
  await log.getByRole('article', { name: 'You' }).getByText('Why?').waitFor();
  await log.getByRole('article', { name: 'Assistant' }).getByText('So.').waitFor();
  assert.equal(await log.getAttribute('aria-live'), 'off');
}));

test('the end of an answer and a problem are read out, its words are not', () => withPage({ snapshot: snapshot([answer('So', { state: 'streaming' })], { busy: true }) }, async ({ host }) => {
  const status = host.page.getByRole('status');
  await host.change({ type: 'turn-grew', id: 'answer', text: ' it is', thinking: '' });
  await host.page.getByText('So it is').waitFor();
  assert.equal(await status.textContent(), '');
  await host.change({ type: 'turn-changed', id: 'answer', changes: { state: 'done' } });
  await status.getByText('Answer finished').waitFor();
  await host.change({ type: 'turn-added', turn: answer('', { id: 'b', state: 'waiting' }) });
  await host.change({ type: 'turn-changed', id: 'b', changes: { state: 'failed', problem: { sentence: 'The server is busy.', buttons: [] } } });
  await status.getByText('The server is busy.').waitFor();
}));

test('who answers, what went along, notices and the meter are shown', () => withPage({
  snapshot: snapshot([
    question('Why?', { attachments: [{ label: 'a.ts:1-2', detail: 'src/a.ts, lines 1 to 2' }] }),
    answer('So.', { badge: 'demo, no model', notices: ['Asked twice.'], meter: { tokens: '412 tokens', cost: '$0.0042', explanation: 'The whole story.' } }),
  ]),
}, async ({ host: { page } }) => {
  await page.getByRole('article', { name: 'You' }).getByRole('listitem').getByText('src/a.ts, lines 1 to 2').waitFor();
  const turn = page.getByRole('article', { name: 'Assistant' });
  for (const text of ['openai/gpt-6-sol', 'demo, no model', 'Asked twice.']) await turn.getByText(text).waitFor();
  const meter = turn.getByRole('button', { name: 'How this cost came about: 412 tokens · $0.0042' });
  assert.equal(await meter.getAttribute('title'), 'The whole story.');
}));

test('the cost of an answer unfolds to its calculation and folds again, by keyboard', () => withPage({
  snapshot: snapshot([answer('So.', { meter: { tokens: '412 tokens', cost: '$0.0042', speed: '45 tokens/s', explanation: 'The whole story.' } })]),
}, async ({ host }) => {
  const { page } = host;
  host.results.set('explainCost', {
    facts: [{ label: 'Served by', value: '<img src=x onerror=alert(1)>' }],
    lines: [{ label: 'Input', count: '1,200', rate: '$2.00 / 1M', amount: '$0.0024' }, { label: 'Output', count: '180', rate: '$10.00 / 1M', amount: '$0.0018' }],
    total: '$0.0042',
    notes: ['Price: openai/gpt-6-sol, genai-prices 0.1.8, 2026-09-23 (standard).'],
  });
  const meter = page.getByRole('button', { name: 'How this cost came about: 412 tokens · $0.0042 · 45 tokens/s' });
  await meter.press('Enter');
  assert.deepEqual((await host.requested('explainCost')).parameters, { turn: 'answer' });
  const bill = page.getByRole('region', { name: 'How the cost of this answer came about' });
  await bill.getByRole('row', { name: 'Input at $2.00 / 1M 1,200 $0.0024' }).waitFor();
  await bill.getByRole('row', { name: 'Total $0.0042' }).waitFor();
  await bill.getByText('<img src=x onerror=alert(1)>').waitFor();
  assert.equal(await meter.getAttribute('aria-expanded'), 'true');
  await meter.press('Enter');
  await bill.waitFor({ state: 'detached' });
}));

test('while it streams, the meter is shown and cannot be pressed', () => withPage({ snapshot: snapshot([answer('So', { state: 'streaming' })], { busy: true }) }, async ({ host }) => {
  await host.change({ type: 'turn-changed', id: 'answer', changes: { meter: { tokens: '~12 tokens', cost: '~$0.0001', speed: '45 tokens/s', explanation: 'So far.' } } });
  await host.page.getByRole('note', { name: '~12 tokens · ~$0.0001 · 45 tokens/s' }).waitFor();
  assert.equal(await host.page.getByRole('button', { name: /How this cost/ }).count(), 0);
}));

test('a problem shows its sentence, folds its detail and offers the ways out', () => withPage({
  snapshot: snapshot([answer('', { state: 'failed', problem: { sentence: 'No key.', detail: 'status 401', buttons: [{ id: 'keys', label: 'Add key' }, { id: 'retry', label: 'Try again' }] } })]),
}, async ({ host }) => {
  const { page } = host;
  await page.getByText('No key.').waitFor();
  assert.equal(await page.getByText('status 401').isVisible(), false);
  await page.getByText('Details').click();
  await page.getByText('status 401').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  assert.deepEqual((await host.requested('pressButton')).parameters, { turn: 'answer', button: 'retry' });
  await host.change({ type: 'turn-changed', id: 'answer', changes: { problem: null } });
  await page.getByText('No key.').waitFor({ state: 'detached' });
}));

test('what is waited for counts down, is read out once, and can be cut short', () => withPage({ snapshot: snapshot([answer('', { state: 'waiting' })], { busy: true }) }, async ({ host }) => {
  const { page } = host;
  const wait = { sentence: 'OpenAI is overloaded.', left: 3_000, attempt: 'attempt 2 of 4', buttons: [{ id: 'retry-now', label: 'Retry now' }, { id: 'switch-model', label: 'Switch model' }, { id: 'cancel', label: 'Cancel' }] };
  await page.evaluate(() => {
    const told: string[] = [];
    Object.assign(globalThis, { told });
    const status = document.querySelector('[role=status]');
    if (status) new MutationObserver(() => void (status.textContent && told.push(status.textContent))).observe(status, { childList: true, characterData: true, subtree: true });
  });
  await host.change({ type: 'turn-changed', id: 'answer', changes: { wait } });
  const card = page.getByRole('group', { name: 'Waiting' });
  for (const text of ['OpenAI is overloaded.', 'attempt 2 of 4', 'Going on in 3 s', 'Going on in 2 s', 'Going on in 1 s']) await card.getByText(text).waitFor();
  assert.deepEqual(await page.evaluate(() => (globalThis as unknown as { told: string[] }).told), ['OpenAI is overloaded. Going on in 3 s.']);
  await card.getByRole('button', { name: 'Retry now' }).press('Enter');
  assert.deepEqual((await host.requested('pressButton')).parameters, { turn: 'answer', button: 'retry-now' });
  await host.change({ type: 'turn-changed', id: 'answer', changes: { wait: null } });
  await card.waitFor({ state: 'detached' });
}));

test('thinking is folded, and grows while it is open', () => withPage({ snapshot: snapshot([answer('', { state: 'streaming', thinking: 'First' })]) }, async ({ host }) => {
  const { page } = host;
  await page.getByText('Thinking').waitFor();
  assert.equal(await page.getByText('First').count(), 0);
  await page.getByText('Thinking').click();
  await host.change({ type: 'turn-grew', id: 'answer', text: '', thinking: ', then' });
  await page.getByText('First, then').waitFor();
  await host.change({ type: 'turn-grew', id: 'answer', text: 'So.', thinking: '' });
  await page.getByText('Thought').waitFor();
}));

test('how an answer ended is said', () => withPage({
  snapshot: snapshot(['stopped', 'interrupted', 'length'].map((state) => answer('So', { id: state, state: state as 'stopped' }))),
}, async ({ host: { page } }) => {
  for (const text of ['Stopped', 'Interrupted before the end', 'Reached the length limit']) await page.getByText(text).waitFor();
}));

test('code has its language and file, and can be copied and inserted', () => withPage({
  snapshot: snapshot([answer(`${fence}ts src/a.ts\nconst a = 1;\n${fence}\n\n${fence}py:b.py\nb = 2\n${fence}`)]),
}, async ({ host }) => {
  const first = host.page.locator('.code-block').first();
  await first.getByText('TypeScript').waitFor();
  await first.getByText('src/a.ts').waitFor();
  await host.page.getByRole('group', { name: 'Python code, b.py' }).waitFor();
  const copy = first.getByRole('button', { name: 'Copy code' });
  await copy.focus();
  await host.page.keyboard.press('Enter');
  assert.deepEqual((await host.requested('copy')).parameters, { text: 'const a = 1;' });
  await host.page.getByRole('status').getByText('Copied').waitFor();
  await first.getByRole('button', { name: 'Insert at cursor' }).click();
  assert.deepEqual((await host.requested('insertAtCursor')).parameters, { text: 'const a = 1;' });
}));

test('code can be saved, compared and, where a shell understands it, run: with its language and file', () => withPage({
  snapshot: snapshot([answer(`${fence}ts src/a.ts\nconst a = 1;\n${fence}\n\n${fence}sh\nls\n${fence}`)]),
}, async ({ host }) => {
  const { page } = host;
  for (const name of ['saveCode', 'diffCode', 'runCode'] as const) host.results.set(name, { done: true });
  const [first, second] = [page.locator('.code-block').first(), page.locator('.code-block').nth(1)];
  const piece = { text: 'const a = 1;', language: 'ts', file: 'src/a.ts' };
  await first.getByRole('button', { name: 'Save as new file' }).click();
  assert.deepEqual((await host.requested('saveCode')).parameters, piece);
  await page.getByRole('status').getByText('Saved').waitFor();
  await first.getByRole('button', { name: 'Open diff' }).click();
  assert.deepEqual((await host.requested('diffCode')).parameters, piece);
  assert.equal(await first.getByRole('button', { name: 'Run in terminal' }).count(), 0);
  await second.getByRole('button', { name: 'Run in terminal' }).click();
  assert.deepEqual((await host.requested('runCode')).parameters, { text: 'ls', language: 'sh' });
}));

test('who thinks better of it is not told that it was done', () => withPage({ snapshot: snapshot([answer(`${fence}sh\nls\n${fence}`)]) }, async ({ host }) => {
  host.results.set('runCode', { done: false });
  host.results.set('saveCode', { done: true });
  const { page } = host;
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const status = document.querySelector('[role=status]');
    if (status) new MutationObserver(() => void heard.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
  });
  await page.getByRole('button', { name: 'Run in terminal' }).press('Enter');
  await host.requested('runCode');
  await page.getByRole('button', { name: 'Save as new file' }).press('Enter');
  await page.getByRole('status').getByText('Saved').waitFor();
  assert.deepEqual(await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard), ['Saved']);
}));

test('the buttons of a block are one stop for the tab key, and the arrows go between them', () => withPage({ snapshot: snapshot([answer(`${fence}sh\nls\n${fence}\n\n${fence}ts\nb\n${fence}`)]) }, async ({ host: { page } }) => {
  const focused = (): Promise<string | null> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
  await page.locator('.code-block').nth(1).waitFor();
  await page.getByRole('log').focus();
  const stops: (string | null)[] = [];
  for (let stop = 0; stop < 4; stop++) {
    await page.keyboard.press('Tab');
    stops.push(await focused());
  }
  assert.deepEqual(stops, ['Copy code', 'Bash code', 'Copy code', 'TypeScript code']);
  await page.locator('.code-block').first().getByRole('button', { name: 'Copy code' }).focus();
  const way: (string | null)[] = [];
  for (const key of ['ArrowLeft', 'ArrowLeft', 'Home', 'ArrowLeft', 'ArrowRight', 'End']) {
    await page.keyboard.press(key);
    way.push(await focused());
  }
  assert.deepEqual(way, ['Open diff', 'Save as new file', 'Run in terminal', 'Copy code', 'Run in terminal', 'Copy code']);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await focused(), 'Open diff', 'the row remembers where the keyboard was');
}));

test('a long block is folded with all its text in it, and nothing jumps when its last line has come', () => {
  const lines = Array.from({ length: 400 }, (_, index) => `line ${index};`).join('\n');
  return withPage({ snapshot: snapshot([answer(`${fence}ts\n${lines}`, { state: 'streaming' })], { busy: true }) }, async ({ host }) => {
    const { page } = host;
    const block = page.locator('.code-block');
    await page.getByText('line 399;').waitFor();
    const height = (): Promise<number> => block.locator('pre').evaluate((pre) => pre.clientHeight);
    const [open, shown] = await Promise.all([height(), block.locator('pre').evaluate((pre) => pre.getBoundingClientRect().bottom - (pre.querySelector('code')?.getBoundingClientRect().bottom ?? 0))]);
    assert.ok(Math.abs(shown) < 40, `the newest line is in sight, not ${shown} px away`);
    await host.change({ type: 'turn-grew', id: 'answer', text: `\n${fence}\n\nDone.`, thinking: '' }, { type: 'turn-changed', id: 'answer', changes: { state: 'done' } });
    const fold = page.getByRole('button', { name: 'Show all 400 lines' });
    await fold.waitFor();
    assert.ok(Math.abs((await height()) - open) <= 1);
    await block.getByRole('button', { name: 'Copy code' }).click();
    assert.deepEqual((await host.requested('copy')).parameters, { text: lines });
    await fold.press('Enter');
    assert.ok((await height()) > 3 * open);
    await page.getByRole('button', { name: 'Show less' }).press('Enter');
    assert.ok(Math.abs((await height()) - open) <= 1);
    assert.equal(await fold.getAttribute('aria-expanded'), 'false');
  });
});

test('the buttons of code are seen on hover and on focus', () => withPage({ snapshot: snapshot([answer(`${fence}\nx\n${fence}`)]) }, async ({ host: { page } }) => {
  const opacity = (): Promise<string> => page.locator('.code-actions').evaluate((element) => getComputedStyle(element).opacity);
  await page.locator('.code-block').waitFor();
  assert.equal(await opacity(), '0');
  await page.locator('.code-block').hover();
  assert.equal(await opacity(), '1');
  await page.mouse.move(0, 0);
  assert.equal(await opacity(), '0');
  await page.getByRole('button', { name: 'Copy code' }).focus();
  assert.equal(await opacity(), '1');
}));

test('a link asks the host to open it and never navigates', () => withPage({ snapshot: snapshot([answer('[there](https://example.org/x) and https://example.org/y')]) }, async ({ host, foreign }) => {
  const start = host.page.url();
  await host.page.getByRole('link', { name: 'there' }).click();
  assert.deepEqual((await host.requested('openLink')).parameters, { address: 'https://example.org/x' });
  await host.page.getByRole('link', { name: 'example.org/y' }).click({ button: 'middle' });
  assert.deepEqual((await host.requested('openLink', 2)).parameters, { address: 'https://example.org/y' });
  assert.equal(host.page.url(), start);
  assert.equal(host.page.context().pages().length, 1);
  assert.deepEqual(foreign, []);
}));

test('task lists, tables and strikethrough are drawn', () => withPage({ snapshot: snapshot([answer('- [x] one\n- [ ] two\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n~~gone~~')]) }, async ({ host: { page }, errors }) => {
  await page.getByRole('img', { name: 'Done' }).waitFor();
  await page.getByRole('img', { name: 'To do' }).waitFor();
  assert.equal(await page.getByRole('cell', { name: '2' }).evaluate((cell) => getComputedStyle(cell).textAlign), 'end');
  assert.equal(await page.locator('s').textContent(), 'gone');
  assert.deepEqual(errors, []);
}));

test('a message of one\'s own is shown as it was typed, and folded when it is very long', () => withPage({ snapshot: snapshot([question(`**not bold**\n  indented\n${'line\n'.repeat(100)}end`)]) }, async ({ host: { page } }) => {
  const text = page.locator('.own-text');
  await text.waitFor();
  assert.match(await text.innerText(), /^\*\*not bold\*\*\n {2}indented\n/);
  assert.doesNotMatch(await text.innerText(), /end/);
  await page.getByRole('button', { name: 'Show all' }).click();
  assert.match(await text.innerText(), /end$/);
}));

test('an answer that ended early goes on by a button, by keyboard, and only the last one does', () => withPage({
  snapshot: snapshot(['q', 'r'].map((id) => answer('So', { id, state: 'length', problem: { sentence: 'The answer reached the longest output this model may give.', buttons: [{ id: 'continue', label: 'Continue' }, { id: 'retry', label: 'Try again' }] } }))),
}, async ({ host }) => {
  const { page } = host;
  await page.getByRole('button', { name: 'Try again' }).nth(1).waitFor();
  const going = page.getByRole('button', { name: 'Continue' });
  assert.equal(await going.count(), 1);
  await going.press('Enter');
  assert.deepEqual((await host.requested('pressButton')).parameters, { turn: 'r', button: 'continue' });
  await host.change({ type: 'turn-changed', id: 'r', changes: { state: 'streaming', problem: null, notices: ['openai/gpt-6-sol broke off in the middle; anthropic/claude-sonnet-5-5 goes on.'] } }, { type: 'turn-grew', id: 'r', text: ' it is', thinking: '' }, { type: 'composer-focused' });
  const turn = page.getByRole('article', { name: 'Assistant' }).nth(1);
  for (const text of ['So it is', 'openai/gpt-6-sol broke off in the middle; anthropic/claude-sonnet-5-5 goes on.']) await turn.getByText(text).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Message');
}));
