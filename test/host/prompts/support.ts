// Places with files in memory, as the collection sees them.

import { createFakeClock } from '../../support/fakeClock.ts';
import { silentLog } from '../../../src/core/base/log.ts';
import { createPromptLibrary, type PromptLibraryPorts } from '../../../src/host/prompts/promptLibrary.ts';
import type { FoundText, PromptPlace, PromptSources } from '../../../src/host/prompts/promptPlace.ts';

export const own: PromptPlace = { id: 'own', own: true, name: '' };
export const folder = (id: string, name = ''): PromptPlace => ({ id, own: false, name });

/** `files` are by `place:path`; a sentence stands for a file that is left out. */
export function sourcesInMemory(places: readonly PromptPlace[], files: Record<string, string | { readonly leftOut: string }>) {
  let changed = (): void => {};
  const reads: string[] = [];
  const sources: PromptSources = {
    places: () => places,
    read(place, path): Promise<FoundText | undefined> {
      const key = `${place.id}:${path}`;
      reads.push(key);
      const file = files[key];
      return Promise.resolve(file === undefined ? undefined : typeof file === 'string' ? { text: file } : file);
    },
    list: (place, path) => Promise.resolve(Object.keys(files).filter((key) => key.startsWith(`${place.id}:${path}/`)).map((key) => key.slice(key.lastIndexOf('/') + 1)).toSorted()),
    isHolding: () => Promise.resolve(false),
    watch: (tell) => void (changed = tell),
  };
  return { sources, reads, files, change: () => changed() };
}

export function openLibrary(places: readonly PromptPlace[], files: Record<string, string | { readonly leftOut: string }>, ports: Partial<PromptLibraryPorts> = {}) {
  const clock = createFakeClock();
  const memory = sourcesInMemory(places, files);
  const collection = createPromptLibrary({ sources: memory.sources, isWanted: () => true, ownModes: () => [], usualMode: () => 'ask', clock, log: silentLog, ...ports });
  return { ...memory, clock, collection };
}
