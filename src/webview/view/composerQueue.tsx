// Messages that wait for the answer to end, above the composer.

import { words } from '../words.ts';
import { Icon } from './icon.tsx';
import type { PageProperties } from './properties.ts';

const longestShown = 300;

export function ComposerQueue({ state, actions }: PageProperties) {
  const { queued, held } = state.composer.value;
  if (queued.length === 0) return null;
  async function press(id: string, action: 'edit' | 'remove' | 'send') {
    state.focusRequests.value++;
    const text = await actions.pressQueued(id, action);
    if (text === undefined) return;
    const draft = state.draft.value;
    actions.type([text, draft].filter((part) => part !== '').join('\n'));
  }
  return (
    <section class={held === undefined ? 'queue' : 'queue held'} aria-label={words.queued}>
      <p class="queue-title" role={held === undefined ? undefined : 'status'}>
        <Icon name={held === undefined ? 'watch' : 'warning'} />
        <span dir="auto">{held ?? words.queued}</span>
      </p>
      <ol>
        {queued.map(({ id, text, attachments }, index) => (
          <li key={id} class="queued" aria-label={words.queuedMessage}>
            <p dir="auto" title={text}>
              {text.length > longestShown ? `${text.slice(0, longestShown)}\u2026` : text}
              {attachments.length > 0 && <span class="queued-along"><Icon name="attach" />{attachments.join(', ')}</span>}
            </p>
            <div class="queued-buttons">
              {held !== undefined && index === 0 && <button type="button" class="button secondary" disabled={state.busy.value} onClick={() => void press(id, 'send')}>{words.sendNow}</button>}
              <button type="button" class="icon-button" aria-label={words.editQueued} title={words.editQueued} onClick={() => void press(id, 'edit')}><Icon name="edit" /></button>
              <button type="button" class="icon-button" aria-label={words.removeQueued} title={words.removeQueued} onClick={() => void press(id, 'remove')}><Icon name="close" /></button>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
