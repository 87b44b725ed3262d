// A block of code with its head: language, file, and what can be done with it. A long one is folded.

import type { CodePiece } from '../../shared/protocol.ts';
import { isShellLanguage } from '../../shared/shellLanguages.ts';
import { words } from '../words.ts';
import { fillCode } from './codeBody.ts';
import { type FenceInfo, readFenceInfo } from './fenceInfo.ts';
import { languageName } from './highlight.ts';

/** What the buttons in a code block ask for; the transcript listens. */
export type CodeAction = 'copy' | 'insertAtCursor' | 'saveCode' | 'diffCode' | 'runCode' | 'fold';

/** The style sheet shows this many lines of a folded block. */
const shownLines = 60;
/** Folding a handful of lines away would only be a nuisance. */
const leastFolded = 12;

/** Wraps a plain `pre` of the parser. Open code has no buttons and no colours yet. */
export function dressCode(pre: Element): HTMLElement {
  const code = pre.querySelector('code') ?? pre;
  const info = readFenceInfo(code.getAttribute('data-info') ?? '');
  const open = code.hasAttribute('data-open');
  const name = languageName(info.language);

  const block = element('div', name || info.file ? 'code-block' : 'code-block bare');
  block.dir = 'ltr';
  block.dataset['language'] = info.language;
  if (info.file) block.dataset['file'] = info.file;
  const head = block.appendChild(element('div', 'code-head'));
  head.append(element('span', 'code-language', name));
  if (info.file) {
    const file = head.appendChild(element('span', 'code-file', info.file));
    file.title = info.file;
  }
  if (!open) head.append(toolbar(info));

  const body = block.appendChild(document.createElement('pre'));
  body.tabIndex = 0;
  body.setAttribute('role', 'group');
  body.setAttribute('aria-label', info.file ? words.codeInFile(name, info.file) : words.code(name));
  const text = code.textContent;
  fillCode(body.appendChild(document.createElement('code')), text, info.language, open);
  if (open) block.classList.add('open');
  else foldWhenLong(block, text);
  return block;
}

/** The code of the block that holds this button, without the line end that the fence added, and what the answer calls it. */
export function codeAround(button: Element): CodePiece {
  const block = button.closest<HTMLElement>('.code-block');
  const text = (block?.querySelector('pre')?.textContent ?? '').replace(/\n$/, '');
  const file = block?.dataset['file'];
  return { text, language: (block?.dataset['language'] ?? '').slice(0, 200), ...(file !== undefined && file.length <= 1_000 && { file }) };
}

/** Shows all of a folded block, or its beginning only. */
export function toggleFold(button: HTMLElement): void {
  const block = button.closest('.code-block');
  const folded = block?.classList.toggle('folded') ?? false;
  button.setAttribute('aria-expanded', String(!folded));
  button.textContent = folded ? words.showLines(Number(button.dataset['lines'])) : words.showLess;
  // The reader who folds it from its end would be left far below it.
  if (folded) block?.scrollIntoView({ block: 'nearest' });
}

function foldWhenLong(block: HTMLElement, text: string): void {
  const lines = countLines(text);
  if (lines < shownLines + leastFolded) return;
  block.classList.add('folded');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'code-fold';
  button.dataset['action'] = 'fold' satisfies CodeAction;
  button.dataset['lines'] = String(lines);
  button.setAttribute('aria-expanded', 'false');
  button.textContent = words.showLines(lines);
  block.append(button);
}

function countLines(text: string): number {
  let lines = text === '' || text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** One stop for the tab key; the arrows go from button to button. */
function toolbar({ language }: FenceInfo): HTMLElement {
  const row = element('div', 'code-actions');
  row.setAttribute('role', 'toolbar');
  row.setAttribute('aria-label', words.codeActions);
  if (isShellLanguage(language)) row.append(action('runCode', words.runInTerminal, 'terminal'));
  row.append(action('insertAtCursor', words.insertAtCursor, 'insert'), action('saveCode', words.saveAsNewFile, 'new-file'), action('diffCode', words.openDiff, 'diff'), action('copy', words.copyCode, 'copy'));
  [...row.children].slice(0, -1).forEach((button) => button.setAttribute('tabindex', '-1'));
  return row;
}

function action(name: CodeAction, label: string, icon: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'icon-button';
  button.dataset['action'] = name;
  button.title = label;
  button.setAttribute('aria-label', label);
  const glyph = button.appendChild(element('span', `codicon codicon-${icon}`));
  glyph.setAttribute('aria-hidden', 'true');
  return button;
}

function element(tag: string, className: string, text?: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
