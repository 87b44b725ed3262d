// Task lists of GFM: `- [ ] open`, `- [x] done`. The box is a picture with a name, not a control: an answer is not a form.

import type { MarkdownIt, StateCore } from 'markdown-it';
import { words } from '../words.ts';

const box = /^\[([ xX])\](?=\s)/;

/** Turns the boxes at the start of list items into marks that the renderer draws. */
export function taskLists(markdown: MarkdownIt): void {
  markdown.core.ruler.after('inline', 'task-lists', markTasks);
  markdown.renderer.rules['task'] = (tokens, index) => {
    const done = tokens[index]?.info === 'done';
    return `<span class="task codicon codicon-${done ? 'pass-filled' : 'circle-large'}" role="img" aria-label="${markdown.utils.escapeHtml(done ? words.taskDone : words.taskOpen)}"></span>`;
  };
}

function markTasks(state: StateCore): void {
  state.tokens.forEach((token, index) => {
    const item = state.tokens[index - 2];
    const first = token.children?.[0];
    if (token.type !== 'inline' || item?.type !== 'list_item_open' || first?.type !== 'text') return;
    const found = box.exec(first.content);
    if (!found) return;
    first.content = first.content.slice(found[0].length);
    const task = new state.Token('task', 'span', 0);
    task.info = found[1] === ' ' ? 'todo' : 'done';
    token.children?.unshift(task);
    item.attrJoin('class', 'task-item');
  });
}
