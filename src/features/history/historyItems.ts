// Conversations as lines of a list: title, when, who answered, what it cost, and where the words were found.

import { localize } from '../../core/base/localize.ts';
import type { Card } from '../../core/conversation/store.ts';
import { formatSum } from '../../core/money/format.ts';
import { startOfDay } from './filters.ts';

/** A line. */
export interface HistoryItem {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly detail?: string;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export function historyItem(card: Card, now: number, shown: string): HistoryItem {
  const { id, title, model, changed, pinned, spend, turns, found } = card;
  const cost = spend.amount > 0 || !spend.complete ? formatSum(spend) : undefined;
  const facts = [id === shown ? localize('open') : undefined, whenWords(changed, now), model, localize(turns === 1 ? '{0} message' : '{0} messages', turns), cost];
  return {
    id,
    label: `${pinned ? '$(pinned) ' : ''}${withoutIcons(title)}`,
    description: withoutIcons(facts.filter((fact) => fact !== undefined).join(' · ')),
    ...(found && { detail: withoutIcons(found.text.replaceAll(/\s+/g, ' ').trim()) }),
  };
}

/** What people wrote could look like an icon. */
function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$ (');
}

export function whenWords(at: number, now: number): string {
  const ago = now - at;
  if (ago < minute) return localize('just now');
  if (ago < hour) return localize('{0} min ago', Math.floor(ago / minute));
  if (ago < day) return localize('{0} h ago', Math.floor(ago / hour));
  return ago < 7 * day ? localize('{0} d ago', Math.floor(ago / day)) : new Date(at).toLocaleDateString();
}

/** Under which heading a conversation stands. */
export function groupWords({ pinned, changed }: Pick<Card, 'pinned' | 'changed'>, now: number): string {
  if (pinned) return localize('Pinned');
  if (changed >= startOfDay(now)) return localize('Today');
  if (changed >= startOfDay(now, 1)) return localize('Yesterday');
  return changed >= startOfDay(now, 6) ? localize('This week') : localize('Older');
}
