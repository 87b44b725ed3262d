// What chips hold, as read last. The same words are the same object, so that they are counted once.

import type { Content } from '../../../host/context/source.ts';
import type { Chip } from './prepared.ts';

export interface Contents {
  /** As read last; undefined before. */
  known(chip: Chip): Content | undefined;
  /** Not older than a moment: for what is shown while somebody types. */
  recent(chip: Chip): Promise<Content>;
  /** As it is now: for what is sent. */
  now(chip: Chip): Promise<Content>;
  forget(id: string): void;
}

const moment = 2_000;
/** What takes walking folders or asking git. */
const longMoment = 15_000;

export function createContents(read: (chip: Chip) => Promise<Content>, clock: () => number): Contents {
  const known = new Map<string, { readonly content: Content; readonly at: number; readonly source: Chip['source'] }>();
  const reading = new Map<string, Promise<Content>>();

  async function readNow(chip: Chip): Promise<Content> {
    const content = await read(chip);
    const before = known.get(chip.id)?.content;
    const kept = before && isSame(before, content) ? before : content;
    known.set(chip.id, { content: kept, at: clock(), source: chip.source });
    return kept;
  }
  return {
    known: (chip) => (known.get(chip.id)?.source === chip.source ? known.get(chip.id)?.content : undefined),
    async recent(chip) {
      const found = known.get(chip.id);
      // What was taken along as it was does not change.
      const lasts = chip.source.type === 'text' || chip.source.type === 'image' || chip.source.type === 'document';
      if (found?.source === chip.source && (lasts || clock() - found.at < (chip.source.type === 'folder' || chip.source.type === 'changes' ? longMoment : moment))) return found.content;
      const running = reading.get(chip.id) ?? readNow(chip).finally(() => reading.delete(chip.id));
      reading.set(chip.id, running);
      return running;
    },
    now: readNow,
    forget: (id) => void known.delete(id),
  };
}

function isSame(a: Content, b: Content): boolean {
  if (!a.ok || !b.ok || a.note !== b.note || a.part.type !== b.part.type) return false;
  if (a.part.type === 'text') return b.part.type === 'text' && a.part.text === b.part.text && a.part.label === b.part.label;
  return b.part.type !== 'text' && a.part.data === b.part.data;
}
