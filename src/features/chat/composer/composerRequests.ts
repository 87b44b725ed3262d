// What the page can ask of the composer. What takes reading and asking is loaded with the first such request.

import type { ComposerHandlers, ComposerWorkPorts } from './composerWork.ts';

export function createComposerRequests(ports: ComposerWorkPorts): ComposerHandlers {
  let loaded: Promise<ComposerHandlers> | undefined;
  const load = (): Promise<ComposerHandlers> => (loaded ??= import('./composerWork.ts').then(({ createComposerWork }) => createComposerWork(ports)));
  return {
    suggest: async (wanted) => (await load()).suggest(wanted),
    attach: async (wanted) => (await load()).attach(wanted),
    attachAddresses: async (wanted) => (await load()).attachAddresses(wanted),
    attachData: async (wanted) => (await load()).attachData(wanted),
    replaceImage: async (wanted) => (await load()).replaceImage(wanted),
    detach: async (wanted) => (await load()).detach(wanted),
    showChip: async (wanted) => (await load()).showChip(wanted),
    pressQueued: async (wanted) => (await load()).pressQueued(wanted),
    pressNote: async (wanted) => (await load()).pressNote(wanted),
    pastMessages: async (wanted) => (await load()).pastMessages(wanted),
    chooseMode: async (wanted) => (await load()).chooseMode(wanted),
    chooseEffort: async (wanted) => (await load()).chooseEffort(wanted),
  };
}
