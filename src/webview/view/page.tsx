// The whole page: the conversation above, the composer below, and what is read out.

import type { Actions } from '../host/connection.ts';
import type { PageState } from '../state/pageState.ts';
import { Composer } from './composer.tsx';
import { Transcript } from './transcript.tsx';

/** What every part of the page is given. */
export interface PageProperties {
  readonly state: PageState;
  readonly actions: Actions;
}

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
      <Composer state={state} actions={actions} />
      <div class="unseen" role="status" aria-live="polite">{state.announcement}</div>
    </main>
  );
}
