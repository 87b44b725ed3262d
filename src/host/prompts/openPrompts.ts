// Everything about prompts, put together when it is first wanted: activation pays for none of it.

import type { Uri } from 'vscode';
import type { Clock } from '../../core/base/clock.ts';
import { type Disposable, DisposableStore } from '../../core/base/disposable.ts';
import type { Log } from '../../core/base/log.ts';
import type { Settings } from '../settings.ts';
import { editorValues } from './editorValues.ts';
import { markPromptProblems } from './promptDiagnostics.ts';
import { createPromptLibrary, type PromptLibrary } from './promptLibrary.ts';
import type { PromptPlace } from './promptPlace.ts';
import { wantedKinds } from './readLibrary.ts';
import { createSavedPrompts, type SavedPrompts } from './savedPrompts.ts';
import { createWorkspaceSources } from './workspaceSources.ts';

export interface OpenPrompts extends Disposable {
  readonly collection: PromptLibrary;
  readonly saved: SavedPrompts;
  /** The person's own place and the folders that are trusted. */
  readonly places: () => readonly PromptPlace[];
  readonly locate: (place: PromptPlace, path: string) => Uri;
}

export interface OpenPromptsPorts {
  /** Where a person's own files are. */
  readonly ownFolder: Uri;
  readonly settings: Pick<Settings, 'get' | 'onDidChange'>;
  readonly clock: Clock;
  readonly log: Log;
}

export function openPrompts({ ownFolder, settings, clock, log }: OpenPromptsPorts): OpenPrompts {
  const store = new DisposableStore();
  const sources = store.add(createWorkspaceSources(ownFolder));
  const collection = store.add(createPromptLibrary({
    sources,
    isWanted: (kind) => wantedKinds(settings.get('parley.chat.instructions'))(kind),
    ownModes: () => Object.entries(settings.get('parley.chat.modes')).map(([id, { prompt, description }]) => ({ id, label: id, description: description ?? '', prompt })),
    usualMode: () => settings.get('parley.chat.mode'),
    clock,
    log,
  }));
  store.add(settings.onDidChange(() => collection.forget()));
  store.add(markPromptProblems(collection, (place, path) => sources.locate(place, path)));
  return {
    collection,
    saved: createSavedPrompts(collection, editorValues),
    places: () => sources.places(),
    locate: (place, path) => sources.locate(place, path),
    dispose: () => store.dispose(),
  };
}
