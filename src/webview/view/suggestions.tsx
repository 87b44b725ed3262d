// The list of suggestions above the message. The keyboard stays in the message; a screen reader follows the chosen row.

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { SuggestionView } from '../../shared/composerProtocol.ts';
import { words } from '../words.ts';
import { Icon } from './icon.tsx';
import type { Suggesting } from './suggesting.ts';

export const listId = 'composer-suggestions';

/** The id of a row, for `aria-activedescendant`. */
export function rowId(index: number): string {
  return `${listId}-${index}`;
}

export function Suggestions({ suggesting, box }: { readonly suggesting: Suggesting; readonly box: () => HTMLTextAreaElement | null }) {
  const list = useRef<HTMLUListElement>(null);
  const shown = suggesting.open.value;
  const active = suggesting.active.value;
  useLayoutEffect(() => list.current?.children[active]?.scrollIntoView({ block: 'nearest' }), [active, shown]);
  if (!shown) return null;
  function choose(item: SuggestionView) {
    const element = box();
    if (element) suggesting.choose(item, element);
  }
  return (
    // Pressing must not take the keyboard out of the message.
    <div class="suggestions" onMouseDown={(event) => event.preventDefault()}>
      {shown.items.length === 0 && <p class="suggestions-note">{words.nothingFound}</p>}
      {shown.items.length > 0 && (
        <ul ref={list} id={listId} role="listbox" aria-label={words.suggestions}>
          {shown.items.map((item, index) => (
            <li key={item.id} id={rowId(index)} role="option" aria-selected={index === active} onClick={() => choose(item)} onMouseMove={() => { suggesting.active.value = index; }}>
              <Icon name={item.icon} />
              <bdi class="suggestion-label"><Marked item={item} /></bdi>
              <bdi class="suggestion-detail">{item.detail}</bdi>
            </li>
          ))}
        </ul>
      )}
      {shown.note && <p class="suggestions-note">{shown.note}</p>}
    </div>
  );
}

function Marked({ item: { label, matches = [] } }: { readonly item: SuggestionView }) {
  const pieces = [];
  let at = 0;
  for (const [start, end] of matches) {
    pieces.push(label.slice(at, start), <mark key={start}>{label.slice(start, end)}</mark>);
    at = end;
  }
  return <>{pieces}{label.slice(at)}</>;
}
