// A block of code with its head: language, file, and what can be done with it.

import { words } from '../words.ts';
import { readFenceInfo } from './fenceInfo.ts';
import { highlight, languageName } from './highlight.ts';

/** What the buttons in a code block ask for; the transcript listens. */
export type CodeAction = 'copy' | 'insertAtCursor';

/** Wraps a plain `pre` of the parser. Open code has no buttons and no colours yet. */
export function dressCode(pre: Element): HTMLElement {
  const code = pre.querySelector('code') ?? pre;
  const info = readFenceInfo(code.getAttribute('data-info') ?? '');
  const open = code.hasAttribute('data-open');
  const name = languageName(info.language);

  const block = element('div', name || info.file ? 'code-block' : 'code-block bare');
  block.dir = 'ltr';
  const head = block.appendChild(element('div', 'code-head'));
  head.append(element('span', 'code-language', name));
  if (info.file) {
    const file = head.appendChild(element('span', 'code-file', info.file));
    file.title = info.file;
  }
  if (!open) head.append(actions());

  const body = block.appendChild(document.createElement('pre'));
  body.tabIndex = 0;
  body.setAttribute('role', 'group');
  body.setAttribute('aria-label', info.file ? words.codeInFile(name, info.file) : words.code(name));
  const text = code.textContent;
  const html = open ? undefined : highlight(text, info.language);
  const inner = body.appendChild(document.createElement('code'));
  if (html === undefined) inner.textContent = text;
  else inner.innerHTML = html;
  return block;
}

/** The code of the block that holds this button, without the line end that the fence added. */
export function codeAround(button: Element): string {
  return (button.closest('.code-block')?.querySelector('pre')?.textContent ?? '').replace(/\n$/, '');
}

function actions(): HTMLElement {
  const row = element('div', 'code-actions');
  row.append(action('insertAtCursor', words.insertAtCursor, 'insert'), action('copy', words.copyCode, 'copy'));
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
