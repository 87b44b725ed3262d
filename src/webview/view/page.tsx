// The whole page: the conversation above, the composer below, and what is read out.

import { Composer } from './composer.tsx';
import type { PageProperties } from './properties.ts';
import { Transcript } from './transcript.tsx';
import { UndoBar } from './undoBar.tsx';

export function Page({ state, actions }: PageProperties) {
  function stopOnEscape(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.isComposing || !state.busy.value) return;
    event.preventDefault();
    event.stopPropagation();
    actions.stop();
  }
  return (
    <main class="page" onKeyDown={stopOnEscape}>
      <Transcript state={state} actions={actions} />
      <UndoBar state={state} actions={actions} />
      <Composer state={state} actions={actions} />
      <div class="unseen" role="status" aria-live="polite">{state.announcement}</div>
    </main>
  );
}
