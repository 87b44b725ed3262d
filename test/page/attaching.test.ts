// What goes along with a message: chosen, dropped, pasted, looked at, taken away.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { chip, composer, redDot, suggestions } from './support/composerScenes.ts';
import type { FakeHost } from './support/fakeHost.ts';
import { question, snapshot } from './support/snapshots.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();
const conversation = snapshot([question('Why?')]);
const message = (page: Page) => page.getByRole('textbox', { name: 'Message' });
const suggesting = (host: FakeHost): void => void host.results.set('suggest', { items: suggestions });

/** Drops or pastes as a person would, with these files and texts. */
async function give(page: Page, kind: 'drop' | 'paste', files: readonly { readonly name: string; readonly type: string; readonly base64: string }[], texts: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.evaluate(({ kind: what, files: all, texts: data }) => {
    const transfer = new DataTransfer();
    for (const { name, type, base64 } of all) transfer.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name, { type }));
    for (const [type, text] of Object.entries(data)) transfer.setData(type, text);
    const box = document.querySelector('textarea');
    box?.focus();
    box?.dispatchEvent(what === 'drop' ? new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }) : new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
  }, { kind, files, texts });
}

/** An image of this size, as a file. */
async function drawn(page: Page, width: number, height: number): Promise<string> {
  return page.evaluate(async ([w, h]) => {
    const canvas = new OffscreenCanvas(w ?? 1, h ?? 1);
    canvas.getContext('2d')?.fillRect(0, 0, 10, 10);
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, [width, height]);
}

test('@ offers what is there, by keyboard alone, and writes its name where it is part of a sentence', () => withPage({ snapshot: conversation, host: suggesting }, async ({ host }) => {
  const { page } = host;
  await message(page).pressSequentially('Look at @se');
  const rows = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  await rows.first().waitFor();
  assert.deepEqual((await host.requested('suggest', host.all('suggest').length)).parameters, { kind: 'context', query: 'se' });
  assert.equal(await rows.count(), 5);
  await page.keyboard.press('ArrowDown');
  await page.locator('[role=option][aria-selected=true]').getByText('search.ts').waitFor();
  const active = await message(page).getAttribute('aria-activedescendant');
  assert.equal(await page.locator(`#${active}`).getAttribute('aria-selected'), 'true');
  await page.keyboard.press('Enter');
  assert.deepEqual((await host.requested('attach')).parameters, { id: 'f|a' });
  assert.equal(await message(page).inputValue(), 'Look at search.ts ');
  assert.equal(await rows.count(), 0);
  assert.deepEqual(host.all('send'), []);
  await page.keyboard.press('Control+z');
  assert.equal(await message(page).inputValue(), 'Look at @se');
}));

test('@ at the beginning leaves nothing behind; an address with @ in it is none', () => withPage({ snapshot: conversation, host: suggesting }, async ({ host }) => {
  const { page } = host;
  await message(page).pressSequentially('mail me@example');
  await host.drawn();
  assert.deepEqual(host.all('suggest'), []);
  await message(page).fill('');
  await message(page).pressSequentially('@sea');
  await page.getByRole('option').first().waitFor();
  await page.getByRole('option', { name: /search.ts/ }).first().click();
  await host.requested('attach');
  assert.equal(await message(page).inputValue(), '');
  assert.equal(await message(page).evaluate((box) => box === document.activeElement), true);
}));

test('what has no name to write leaves nothing behind', () => withPage({ snapshot: conversation, host: (host) => void host.results.set('suggest', { items: [{ id: 'choose', icon: 'folder-opened', label: 'Choose files', detail: '', insert: '' }] }) }, async ({ host }) => {
  await message(host.page).pressSequentially('Look at @');
  await host.page.getByRole('option').first().waitFor();
  await host.page.keyboard.press('Enter');
  assert.deepEqual((await host.requested('attach')).parameters, { id: 'choose' });
  assert.equal(await message(host.page).inputValue(), 'Look at ');
}));

test('Escape closes the list, and only then stops the answer', () => withPage({ snapshot: { ...conversation, busy: true }, host: suggesting }, async ({ host }) => {
  const { page } = host;
  await message(page).pressSequentially('@s');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('option').first().waitFor({ state: 'detached' });
  assert.deepEqual(host.all('stop'), []);
  await page.keyboard.type('e');
  await host.drawn();
  assert.equal(await page.getByRole('option').count(), 0);
  await page.keyboard.press('Escape');
  await host.requested('stop');
}));

test('names with markup are names', () => withPage({ snapshot: conversation, host: suggesting }, async ({ host, errors }) => {
  const { page } = host;
  const hostile = '<img src=x onerror=alert(1)>.ts';
  await message(page).pressSequentially('@s');
  await page.getByRole('option').getByText(hostile).waitFor();
  await host.change({ type: 'composer-changed', composer: composer({ chips: [chip('x', { label: hostile, detail: hostile, note: hostile, failed: true })], queued: [{ id: 'q', text: hostile, attachments: [hostile] }], held: hostile, notes: [{ id: 'n', sentence: hostile, buttons: [{ id: 'b', label: hostile }] }] }) });
  await page.getByRole('list', { name: 'Goes along' }).getByText(hostile).waitFor();
  assert.equal(await page.locator('.composer img').count(), 0);
  assert.deepEqual(errors, []);
}));

test('a list that comes late is not shown for other words', () => withPage({ snapshot: conversation, host: (host) => void host.silent.add('suggest') }, async ({ host }) => {
  const { page } = host;
  await message(page).pressSequentially('@s');
  const late = await host.requested('suggest', 2);
  await message(page).fill('nothing');
  await host.post({ kind: 'response', id: late.id, result: { items: suggestions } });
  await host.drawn();
  assert.equal(await page.getByRole('option').count(), 0);
}));

test('/ runs a command that wants no words, and writes one that does', () => withPage({ snapshot: conversation, host: (host) => void host.results.set('suggest', { items: [
  { id: 'review', icon: 'bookmark', label: '/review', detail: 'Review code', insert: '/review ', takesMore: true },
  { id: 'new', icon: 'add', label: '/new', detail: 'Begin a new conversation', insert: '/new' },
] }) }, async ({ host }) => {
  const { page } = host;
  await message(page).pressSequentially('/re');
  await page.getByRole('option', { name: /review/ }).waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await message(page).inputValue(), '/review ');
  assert.deepEqual(host.all('send'), []);
  await message(page).fill('');
  await message(page).pressSequentially('/n');
  await page.getByRole('option', { name: /new/ }).click();
  assert.deepEqual((await host.requested('send')).parameters, { text: '/new' });
  await message(page).pressSequentially('a / b');
  assert.equal(host.all('suggest').some(({ parameters }) => parameters.query.includes('b')), false);
}));

test('chips tell what they are, open to show what the model gets, and go by keyboard', () => withPage({
  snapshot: { ...conversation, composer: composer({ chips: [chip('a'), chip('b', { note: 'Too long: only the first 5 of 9 characters go along.' })] }) },
  host: (host) => void host.results.set('showChip', { text: 'File src/a.ts:\n\n```ts\nlet a;\n```' }),
}, async ({ host }) => {
  const { page } = host;
  const first = page.getByRole('button', { name: 'a.ts, ~1.2k tokens' });
  await first.press('Enter');
  await page.getByRole('region', { name: 'a.ts', exact: true }).getByText('let a;').waitFor();
  assert.equal(await first.getAttribute('aria-expanded'), 'true');
  await page.getByRole('button', { name: 'b.ts, ~1.2k tokens, Too long' }).waitFor();
  await first.focus();
  await page.keyboard.press('Delete');
  assert.deepEqual((await host.requested('detach')).parameters, { id: 'a' });
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')?.startsWith('b.ts')), true);
  await page.getByRole('button', { name: 'Remove b.ts' }).click();
  assert.deepEqual((await host.requested('detach', 2)).parameters, { id: 'b' });
}));

test('chips alone can be sent, and are there again after the page was loaded again', () => withPage({ snapshot: { ...conversation, composer: composer({ chips: [chip('a')] }) } }, async ({ host }) => {
  const { page } = host;
  await page.getByRole('button', { name: 'a.ts, ~1.2k tokens' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'a.ts, ~1.2k tokens' }).waitFor();
  await message(page).press('Enter');
  assert.deepEqual((await host.requested('send')).parameters, { text: '' });
}));

test('an image that is pasted goes along as it is; one that is too large is made smaller', () => withPage({ snapshot: conversation }, async ({ host }) => {
  const { page } = host;
  const small = redDot.slice('data:image/png;base64,'.length);
  await give(page, 'paste', [{ name: 'dot.png', type: 'image/png', base64: small }]);
  assert.deepEqual((await host.requested('attachData')).parameters, { kind: 'file', name: 'dot.png', data: small });
  await give(page, 'drop', [{ name: 'wide.png', type: 'image/png', base64: await drawn(page, 9_000, 60) }]);
  const { data } = (await host.requested('attachData', 2)).parameters;
  assert.deepEqual(await page.evaluate(async (base64) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))]));
    return [image.width, image.height];
  }, data), [2_048, 14]);
}));

test('an image from the disk that is too large is made smaller by the page, once', () => withPage({ snapshot: conversation, host: (host) => void host.results.set('showChip', { image: redDot }) }, async ({ host }) => {
  const large = { type: 'composer-changed' as const, composer: composer({ chips: [chip('p', { kind: 'image', label: 'p.png', tooLarge: true })] }) };
  await host.change(large);
  const { parameters } = await host.requested('replaceImage');
  assert.equal(parameters.id, 'p');
  await host.change(large);
  await host.drawn();
  assert.equal(host.all('replaceImage').length, 1);
}));

test('what is no image, too large, or a folder from outside is refused with a sentence', () => withPage({ snapshot: conversation }, async ({ host }) => {
  const { page } = host;
  const alert = page.getByRole('alert');
  await give(page, 'drop', [{ name: 'fake<b>.png', type: 'image/png', base64: btoa('not an image') }]);
  await alert.getByText('fake<b>.png cannot be read as an image.').waitFor();
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    const file = new File(['x'], 'huge.bin', { type: 'application/octet-stream' });
    transfer.items.add(file);
    Object.defineProperty(transfer.files[0] ?? file, 'size', { value: 100_000_000 });
    const event = new DragEvent('drop', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], items: [], files: [Object.defineProperty(file, 'size', { value: 100_000_000 })], getData: () => '' } });
    document.body.dispatchEvent(event);
  });
  await alert.getByText('huge.bin is larger than 10 MB.').waitFor();
  await page.evaluate(() => {
    const event = new DragEvent('drop', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], items: [{ kind: 'file', webkitGetAsEntry: () => ({ isDirectory: true }) }], files: [new File([], 'folder')], getData: () => '' } });
    document.body.dispatchEvent(event);
  });
  await alert.getByText('A folder from outside of the editor cannot be dropped.').waitFor();
  assert.deepEqual(host.all('attachData'), []);
}));

test('files dragged from the explorer come as places; a web link is left alone', () => withPage({ snapshot: conversation }, async ({ host }) => {
  const { page } = host;
  await give(page, 'drop', [], { 'text/uri-list': 'https://example.org/' });
  await host.drawn();
  assert.deepEqual(host.all('attachAddresses'), []);
  await give(page, 'drop', [], { 'text/uri-list': 'file:///home/someone/a.ts\r\nfile:///home/someone/b%20c.ts\r\n' });
  assert.deepEqual((await host.requested('attachAddresses')).parameters, { addresses: ['file:///home/someone/a.ts', 'file:///home/someone/b%20c.ts'] });
}));

test('long pasted text becomes a chip, short text stays text, and cells with their picture stay text', () => withPage({ snapshot: conversation }, async ({ host }) => {
  const { page } = host;
  const long = 'line\n'.repeat(100);
  await give(page, 'paste', [], { 'text/plain': long });
  assert.deepEqual((await host.requested('attachData')).parameters, { kind: 'text', name: '', data: long });
  await give(page, 'paste', [{ name: 'cells.png', type: 'image/png', base64: redDot.slice('data:image/png;base64,'.length) }], { 'text/plain': 'a\tb', 'text/html': '<table></table>' });
  await give(page, 'paste', [], { 'text/plain': long });
  // Whatever would have come of the cells came before this.
  await host.requested('attachData', 2);
  assert.deepEqual(host.all('attachData').map(({ parameters }) => parameters.kind), ['text', 'text']);
}));

test('a pasted text can be put into the message after all', () => withPage({
  snapshot: { ...conversation, draft: 'See:', composer: composer({ chips: [chip('t', { kind: 'text', label: 'Pasted text' })] }) },
  host: (host) => void host.results.set('showChip', { text: 'Pasted text:\n\n````\nfirst\n```\nlast\n````', isPaste: true }),
}, async ({ host }) => {
  const { page } = host;
  await page.getByRole('button', { name: /^Pasted text/ }).click();
  await page.getByRole('button', { name: 'Put into the message' }).click();
  await host.requested('detach');
  assert.equal(await message(page).inputValue(), 'See:\nfirst\n```\nlast');
}));
