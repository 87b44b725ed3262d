// What every part of the page is given.

import type { Actions } from '../host/connection.ts';
import type { PageState } from '../state/pageState.ts';

/** The page's picture of the conversation, and what people can do. */
export interface PageProperties {
  readonly state: PageState;
  readonly actions: Actions;
}
