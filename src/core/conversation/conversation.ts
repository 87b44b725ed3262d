// A conversation is a tree of turns: asking again makes a sibling, nothing is ever destroyed. People see the path to `head`.

import { type Message, textMessage } from '../model/message.ts';
import { cameToNothing, type Turn } from './turn.ts';

export interface Conversation {
  readonly id: string;
  readonly turns: ReadonlyMap<string, Turn>;
  /** The last turn of the path people see; undefined while there is none. */
  readonly head: string | undefined;
  /** Which child of a turn was seen last, by the turn's id; '' stands for the beginning. */
  readonly ways?: ReadonlyMap<string, string>;
  /** What models are told beforehand, by name. Undefined until somebody chose. */
  readonly mode?: string;
}

export function emptyConversation(id: string): Conversation {
  return { id, turns: new Map(), head: undefined };
}

/** Adds a turn under its parent and moves the head to it. */
export function addTurn(conversation: Conversation, turn: Turn): Conversation {
  return { ...conversation, turns: new Map(conversation.turns).set(turn.id, turn), head: turn.id };
}

/** Puts a new state of a turn in the place of the old one. */
export function replaceTurn(conversation: Conversation, turn: Turn): Conversation {
  return { ...conversation, turns: new Map(conversation.turns).set(turn.id, turn) };
}

/** Both trees in one: theirs is what was kept, so a turn of theirs stands in for mine, unless mine is on its way here. */
export function mergeTurns(mine: Conversation, theirs: Conversation): Conversation {
  const taken = [...theirs.turns.values()].filter((turn) => {
    const own = mine.turns.get(turn.id);
    return own === undefined || !isOnItsWay(own);
  });
  const turns = new Map(mine.turns);
  for (const turn of taken) turns.set(turn.id, turn);
  const merged = { ...mine, turns };
  // Who stands where theirs went on goes along; who went another way stays there.
  const follows = pathTo({ ...merged, head: theirs.head }, theirs.head).some(({ id }) => id === mine.head);
  const head = mine.head === undefined || follows ? theirs.head : mine.head;
  return taken.length === 0 && head === mine.head ? mine : { ...merged, head };
}

function isOnItsWay(turn: Turn): boolean {
  return turn.kind === 'assistant' && turn.end === undefined && !turn.elsewhere;
}

/** A tree as it was read, made sound: what hangs on nothing begins a path, and no path leads back into itself. */
export function soundTree(read: Conversation): Conversation {
  const turns = new Map(read.turns);
  const sound = new Set<string>();
  const begin = (turn: Turn): unknown => (turn.kind === 'user' && turn.parent !== undefined ? turns.set(turn.id, { ...turn, parent: undefined }) : undefined);
  for (const start of read.turns.values()) {
    const walked: Turn[] = [];
    const places = new Map<string, number>();
    for (let turn: Turn | undefined = start; turn && !sound.has(turn.id); ) {
      places.set(turn.id, walked.push(turn) - 1);
      sound.add(turn.id);
      const parent: Turn | undefined = turns.get(turn.parent ?? '');
      if (!parent) begin(turn);
      const circle = parent && places.get(parent.id);
      if (parent && circle !== undefined) {
        const cut = walked.slice(circle).find(({ kind }) => kind === 'user');
        if (cut) begin(cut);
        else turns.delete(parent.id);
      }
      turn = parent;
    }
  }
  const head = read.head !== undefined && turns.has(read.head) ? read.head : [...turns.values()].findLast(({ deleted }) => deleted === undefined)?.id;
  return { ...read, turns, head };
}

/** From the first turn to `to`. */
export function pathTo(conversation: Conversation, to: string | undefined): readonly Turn[] {
  const path: Turn[] = [];
  for (let id = to; id !== undefined; ) {
    const turn = conversation.turns.get(id);
    if (!turn) break;
    path.push(turn);
    id = turn.parent;
  }
  return path.toReversed();
}

/** The path people see. */
export function visiblePath(conversation: Conversation): readonly Turn[] {
  return pathTo(conversation, conversation.head);
}

/** Where the next question hangs: an exchange that came to nothing is passed over, so it is not part of what follows. */
export function nextParent(conversation: Conversation): string | undefined {
  const path = visiblePath(conversation);
  const last = path.at(-1);
  if (!last || !cameToNothing(last)) return last?.id;
  return path.at(-2)?.parent;
}

/** The messages that a model gets to answer the turn `to`. */
export function messagesTo(conversation: Conversation, to: string): readonly Message[] {
  const said = pathTo(conversation, to).flatMap((turn): readonly Message[] => {
    const known = messages.get(turn) ?? messagesOf(turn);
    messages.set(turn, known);
    return known;
  });
  return inTurns(said);
}

/** Where an answer was deleted, two questions follow each other. Some servers take them one at a time only, so they become one. */
function inTurns(said: readonly Message[]): readonly Message[] {
  if (!said.some((message, index) => message.role === 'user' && said[index - 1]?.role === 'user')) return said;
  return said.reduce<Message[]>((joined, message) => {
    const before = joined.at(-1);
    if (message.role === 'user' && before?.role === 'user') joined[joined.length - 1] = { ...before, parts: [...before.parts, ...message.parts] };
    else joined.push(message);
    return joined;
  }, []);
}

/** A turn does not change, nor does its message: who counts its words counts them once. */
const messages = new WeakMap<Turn, readonly Message[]>();

function messagesOf(turn: Turn): readonly Message[] {
  if (turn.kind === 'user') return [...(turn.examples ?? []), { role: 'user', parts: turn.parts }];
  return turn.text === '' ? [] : [textMessage('assistant', turn.text)];
}
