// What people can do with the composer but type and send; none of these ever rejects.

import type { ChipContent, ComposerRequests, DroppedData, SuggestionKind, SuggestionView } from '../../shared/composerProtocol.ts';
import type { RequestClient } from '../../shared/requestClient.ts';
import { reportFailure } from './failures.ts';

export interface Suggestions {
  readonly items: readonly SuggestionView[];
  readonly note?: string;
}

export interface ComposerActions {
  readonly suggest: (kind: SuggestionKind, query: string) => Promise<Suggestions>;
  readonly attach: (id: string) => Promise<boolean>;
  readonly attachAddresses: (addresses: readonly string[]) => Promise<boolean>;
  readonly attachData: (dropped: DroppedData) => Promise<boolean>;
  readonly replaceImage: (id: string, data: string) => void;
  readonly detach: (id: string) => void;
  /** Undefined when it could not be had. */
  readonly showChip: (id: string) => Promise<ChipContent | undefined>;
  /** The text of a message that comes back into the composer. */
  readonly pressQueued: (id: string, action: ComposerRequests['pressQueued']['parameters']['action']) => Promise<string | undefined>;
  readonly pressNote: (note: string, button: string) => void;
  readonly pastMessages: () => Promise<readonly string[]>;
  readonly chooseMode: () => void;
  readonly chooseEffort: () => void;
}

/** `attempt` shows the sentence of what fails. */
export function createComposerActions(client: RequestClient, attempt: (request: Promise<unknown>) => Promise<boolean>): ComposerActions {
  /** Quietly: what is missing shows by itself. */
  const orElse = async <T>(request: Promise<T>, otherwise: T): Promise<T> => request.catch((failure: unknown) => {
    reportFailure(failure);
    return otherwise;
  });
  return {
    suggest: (kind, query) => orElse<Suggestions>(client.request('suggest', { kind, query }), { items: [] }),
    attach: (id) => attempt(client.request('attach', { id })),
    attachAddresses: (addresses) => attempt(client.request('attachAddresses', { addresses })),
    attachData: (dropped) => attempt(client.request('attachData', dropped)),
    replaceImage: (id, data) => void attempt(client.request('replaceImage', { id, data })),
    detach: (id) => void attempt(client.request('detach', { id })),
    showChip: (id) => orElse<ChipContent | undefined>(client.request('showChip', { id }), undefined),
    async pressQueued(id, action) {
      let text: string | undefined;
      await attempt(client.request('pressQueued', { id, action }).then((told) => (text = told.text)));
      return text;
    },
    pressNote: (note, button) => void attempt(client.request('pressNote', { note, button })),
    pastMessages: async () => (await orElse<{ readonly texts: readonly string[] }>(client.request('pastMessages', {}), { texts: [] })).texts,
    chooseMode: () => void attempt(client.request('chooseMode', {})),
    chooseEffort: () => void attempt(client.request('chooseEffort', {})),
  };
}
