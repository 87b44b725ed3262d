// What is prepared in a conversation and not sent: things that go along, and messages that wait in line.

import type { ChipKind } from '../../../shared/composerProtocol.ts';
import type { Source } from '../../../host/context/source.ts';

/** Something that goes along with the next message. */
export interface Chip {
  readonly id: string;
  readonly kind: ChipKind;
  readonly label: string;
  /** Where it is from, in full. */
  readonly detail: string;
  readonly source: Source;
}

/** A message that goes out when the answer before it has ended well. */
export interface Queued {
  readonly id: string;
  readonly text: string;
  readonly chips: readonly Chip[];
}

export interface Prepared {
  readonly chips: readonly Chip[];
  readonly queue: readonly Queued[];
  /** Why the queue stands still. */
  readonly held?: string | undefined;
}

export const nothingPrepared: Prepared = { chips: [], queue: [] };

/** At most so many things go along with one message. */
export const mostChips = 50;

/** Adds what is not there yet; the same place twice is once. */
export function addChips(chips: readonly Chip[], more: readonly Chip[]): readonly Chip[] {
  const places = new Set(chips.map(placeOf));
  const fresh = more.filter((chip) => {
    const place = placeOf(chip);
    return place === undefined || (!places.has(place) && places.add(place));
  });
  return fresh.length === 0 ? chips : [...chips, ...fresh];
}

/** Undefined for what was taken along as it was. */
function placeOf({ source }: Chip): string | undefined {
  if (source.type === 'file' || source.type === 'folder') return source.address;
  return source.type === 'editors' || source.type === 'problems' || source.type === 'changes' ? source.type : undefined;
}

export function isNothing({ chips, queue }: Prepared): boolean {
  return chips.length === 0 && queue.length === 0;
}
