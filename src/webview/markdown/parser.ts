// The one markdown parser of the page: GFM, no html, no remote content, no inline styles.

import createMarkdown, { type StateCore, type Token } from 'markdown-it';
import { isAllowedAddress } from './addresses.ts';
import { footnotes } from './footnotes.ts';
import { longText } from './longText.ts';
import { mathRules } from './mathRules.ts';
import type { ParseEnvironment } from './parseEnvironment.ts';
import { taskLists } from './taskLists.ts';

/** The parser; its renderer wants a `ParseEnvironment`. */
export const markdown = createMarkdown({ html: false, linkify: true });

const { escapeHtml, unescapeAll } = markdown.utils;

markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
markdown.linkify.add('//', null);
markdown.validateLink = isAllowedAddress;
markdown.use(taskLists);
markdown.use(longText);
markdown.use(footnotes);
markdown.use(mathRules);
markdown.core.ruler.after('block', 'record-definitions', recordDefinitions);
markdown.core.ruler.push('align-by-class', alignByClass);

markdown.renderer.rules['fence'] = (tokens, index, _options, environment) => {
  const token = tokens[index];
  if (!token) return '';
  const open = isOpenFence(token, environment as ParseEnvironment) ? ' data-open=""' : '';
  return `<pre><code data-info="${escapeHtml(unescapeAll(token.info).trim())}"${open}>${escapeHtml(token.content)}</code></pre>\n`;
};

/** An image in an answer must not call home: it is drawn as a link, and inside a link as its words. */
markdown.renderer.rules['image'] = (tokens, index, options, environment, renderer) => {
  const token = tokens[index];
  const address = String(token?.attrGet('src') ?? '');
  const words = renderer.renderInlineAsText(token?.children ?? [], options, environment).trim() || 'Image';
  const label = `<span class="codicon codicon-file-media" aria-hidden="true"></span>${escapeHtml(words)}`;
  if (isInsideLink(tokens, index)) return label;
  return `<a class="image" href="${escapeHtml(address)}">${label}</a>`;
};

function isInsideLink(tokens: readonly Token[], index: number): boolean {
  let depth = 0;
  for (const token of tokens.slice(0, index)) if (token.tag === 'a') depth += token.nesting;
  return depth > 0;
}

/** A closed fence has two lines that are not content, an open one has one. */
function isOpenFence(token: Token, environment: ParseEnvironment): boolean {
  const [start, end] = token.map ?? [0, 0];
  if (environment.finished || end < environment.lines) return false;
  const complete = token.content.split('\n').length - 1;
  const content = token.content === '' || token.content.endsWith('\n') ? complete : complete + 1;
  return content !== end - start - 2;
}

function recordDefinitions(state: StateCore): void {
  const environment = state.env as ParseEnvironment;
  for (const token of state.tokens) {
    if (token.type === 'reference_definition') {
      environment.definitions.push({ label: String(token.meta?.['label']), line: token.map?.[0] ?? 0 });
    }
  }
}

/** The page allows no style attributes, so the alignment of a table's cells travels as a class. */
function alignByClass(state: StateCore): void {
  for (const token of state.tokens) {
    const style = token.type === 'th_open' || token.type === 'td_open' ? token.attrGet('style') : null;
    if (style !== null) token.attrs = [['class', String(style).replace('text-align:', 'align-')]];
  }
}
