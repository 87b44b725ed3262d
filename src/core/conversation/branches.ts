// The tree's ways: which turns stand beside each other, how one gets from one to another, what is hidden and comes back.

import { type Conversation, pathTo, visiblePath } from './conversation.ts';
import type { AssistantTurn, Turn } from './turn.ts';

/** The turns that hang under another, oldest first. Deleted ones are left out. */
export function childrenOf({ turns }: Conversation, parent: string | undefined): readonly Turn[] {
  return [...turns.values()].filter((turn) => turn.parent === parent && turn.deleted === undefined);
}

/** The turn and those beside it, oldest first. */
export function siblingsOf(conversation: Conversation, turn: Turn): readonly Turn[] {
  return childrenOf(conversation, turn.parent).filter(({ kind }) => kind === turn.kind);
}

/** Which of how many a turn is: `2 / 3`. */
export interface Branch {
  /** From 1. */
  readonly place: number;
  readonly count: number;
}

/** The branches of a whole path at once; a turn without others beside it has none. */
export function branchesOf(conversation: Conversation, path: readonly Turn[]): ReadonlyMap<string, Branch> {
  const wanted = new Map(path.map((turn) => [turn.parent, turn]));
  const counted = new Map<string, { place: number; count: number }>();
  for (const turn of conversation.turns.values()) {
    const own = turn.deleted === undefined ? wanted.get(turn.parent) : undefined;
    if (own?.kind !== turn.kind) continue;
    const branch = counted.get(own.id) ?? { place: 0, count: 0 };
    branch.count += 1;
    if (own.id === turn.id) branch.place = branch.count;
    counted.set(own.id, branch);
  }
  return new Map([...counted].filter(([, { count }]) => count > 1));
}

/** Goes to another head, and remembers which way was taken at every fork that is left. */
export function moveTo(conversation: Conversation, head: string | undefined): Conversation {
  const ways = new Map(conversation.ways);
  for (const { id, parent } of visiblePath(conversation)) ways.set(parent ?? '', id);
  return { ...conversation, ways, head };
}

/** The end of the path through a turn: at each fork the way that was seen last, else the newest. */
export function endOfPath(conversation: Conversation, turn: string): string {
  const children = Map.groupBy([...conversation.turns.values()].filter(({ deleted }) => deleted === undefined), ({ parent }) => parent);
  let end = turn;
  for (;;) {
    const below = children.get(end) ?? [];
    const next = below.find(({ id }) => id === conversation.ways?.get(end)) ?? below.at(-1);
    if (!next) return end;
    end = next.id;
  }
}

/** Shows the path through a turn. */
export function showTurn(conversation: Conversation, turn: string): Conversation {
  return moveTo(conversation, endOfPath(conversation, turn));
}

/** The turn so many steps beside this one; undefined beyond the ends. */
export function beside(conversation: Conversation, id: string, steps: number): Turn | undefined {
  const turn = conversation.turns.get(id);
  const siblings = turn ? siblingsOf(conversation, turn) : [];
  const place = siblings.findIndex((one) => one.id === id);
  return place === -1 ? undefined : siblings[place + steps];
}

/** A turn and all that hangs under it. */
export function subtreeOf({ turns }: Conversation, id: string): ReadonlySet<string> {
  const children = Map.groupBy(turns.values(), ({ parent }) => parent);
  const found = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const child of children.get(next) ?? []) open.push(child.id);
  }
  return found;
}

/** Leaves what is deleted: to the turn beside it that is nearest, else to what it hung under. */
export function leaveDeleted(conversation: Conversation): Conversation {
  const path = visiblePath(conversation);
  const gone = path.findIndex(({ deleted }) => deleted !== undefined);
  const turn = path[gone];
  if (!turn) return conversation;
  const order = [...conversation.turns.values()].filter(({ parent, kind, id, deleted }) => parent === turn.parent && kind === turn.kind && (id === turn.id || deleted === undefined));
  const place = order.findIndex(({ id }) => id === turn.id);
  const next = order[place - 1] ?? order[place + 1];
  const head = next ? endOfPath(conversation, next.id) : path[gone - 1]?.id;
  return { ...conversation, head };
}

/** The turn that was deleted last. */
export function lastDeleted({ turns }: Conversation): Turn | undefined {
  let last: Turn | undefined;
  for (const turn of turns.values()) if (turn.deleted !== undefined && (last?.deleted === undefined || turn.deleted >= last.deleted)) last = turn;
  return last;
}

/** The answers that stand side by side at the end of the path, until a person goes on with one. Fewer than two are none. */
export function openComparison(conversation: Conversation): readonly AssistantTurn[] {
  const head = conversation.turns.get(conversation.head ?? '');
  if (head?.kind !== 'assistant' || head.comparison === undefined) return [];
  const members = siblingsOf(conversation, head).filter((turn): turn is AssistantTurn => turn.kind === 'assistant' && turn.comparison === head.comparison);
  return members.length < 2 || members.some(({ chosen }) => chosen) ? [] : members;
}

/** All turns that people see: the path, and what stands beside its end. */
export function visibleIds(conversation: Conversation): Set<string> {
  return new Set([...pathTo(conversation, conversation.head), ...openComparison(conversation)].map(({ id }) => id));
}
