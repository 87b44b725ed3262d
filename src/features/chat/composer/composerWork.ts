// Does what the page asks of the composer.

import { commands } from 'vscode';
import { type Clock, ticksOf } from '../../../core/base/clock.ts';
import type { Disposable } from '../../../core/base/disposable.ts';
import { localize } from '../../../core/base/localize.ts';
import type { Shown } from '../../../core/conversation/shown.ts';
import { createWorkspaceFiles } from '../../../host/context/listedFiles.ts';
import type { HandlersOf } from '../../../shared/answer.ts';
import type { ComposerRequests } from '../../../shared/composerProtocol.ts';
import type { Done } from '../../../shared/protocol.ts';
import { RequestFailed } from '../../../shared/requestFailed.ts';
import { attachAddress, attachData, attachSuggestion, chooseFiles, smallerImage } from './attach.ts';
import { chipContent, imagesNote, isTooLarge, noteButtons } from './chipViews.ts';
import type { Composer } from './composer.ts';
import type { Chip } from './prepared.ts';
import type { SavedPrompts } from './slashCommands.ts';
import { chooseId, suggestCommands, suggestContext } from './suggest.ts';

/** One handler for every request of the composer. */
export type ComposerHandlers = HandlersOf<ComposerRequests>;

export interface ComposerWorkPorts {
  readonly composer: Composer;
  readonly shown: Pick<Shown, 'session'>;
  readonly clock: Clock;
  /** Disposes of it with the chat. */
  readonly keep: (work: Disposable) => void;
  readonly savedPrompts: SavedPrompts;
}

const done: Done = {};

export function createComposerWork({ composer, shown, clock, keep, savedPrompts }: ComposerWorkPorts): ComposerHandlers {
  const files = createWorkspaceFiles(() => ticksOf(clock));
  keep(files);
  let newest = 0;
  const chipOf = (id: string): Chip => {
    const chip = composer.prepared().chips.find((one) => one.id === id);
    if (!chip) throw new RequestFailed({ code: 'unknown', sentence: localize('That is no longer there.') });
    return chip;
  };
  return {
    suggest({ kind, query }) {
      if (kind === 'command') return suggestCommands(query, savedPrompts);
      const mine = ++newest;
      return suggestContext(query, files, () => mine !== newest);
    },
    async attach({ id }) {
      if (id === chooseId) {
        composer.attach(await chooseFiles());
        return done;
      }
      const found = await attachSuggestion(id);
      if (found) composer.attach([found]);
      return done;
    },
    async attachAddresses({ addresses }) {
      for (const address of new Set(addresses)) {
        const found = await attachAddress(address);
        if (found) composer.attach([found]);
      }
      return done;
    },
    async attachData(dropped) {
      const found = await attachData(dropped);
      if (found) composer.attach([found]);
      return done;
    },
    async replaceImage({ id, data }) {
      const content = await composer.contents.recent(chipOf(id));
      // Only what is too large is made smaller: the page shows words of strangers.
      if (isTooLarge(content)) composer.replace(id, smallerImage(data));
      return done;
    },
    detach({ id }) {
      composer.detach((chip) => chip.id === id);
      return done;
    },
    async showChip({ id }) {
      const chip = chipOf(id);
      return chipContent(chip, await composer.contents.recent(chip));
    },
    async pressQueued({ id, action }) {
      const { session } = shown;
      if (action === 'send') {
        await composer.queue.sendNow(session, id);
        return {};
      }
      const message = composer.queue.take(session, id);
      if (!message || action === 'remove') return {};
      composer.attach(message.chips);
      return { text: message.text };
    },
    pressNote({ note, button }) {
      if (note === imagesNote && button === noteButtons.model) void commands.executeCommand('parley.model.switch');
      if (note === imagesNote && button === noteButtons.removeImages) {
        const images = new Set(composer.view().chips.filter(({ kind }) => kind === 'image').map(({ id }) => id));
        composer.detach(({ id }) => images.has(id));
      }
      return done;
    },
    pastMessages: () => ({ texts: composer.past.all() }),
    chooseMode() {
      void commands.executeCommand('parley.mode.switch');
      return done;
    },
    chooseEffort() {
      void commands.executeCommand('parley.chat.think');
      return done;
    },
  };
}
