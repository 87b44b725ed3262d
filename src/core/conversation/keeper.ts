// Keeps what happens in a session: a turn when it comes, an answer while it grows, piece by piece, and both when they change.
//
// What cannot be kept right now is kept whole with the next try. A piece is what came within half a second, so that much is
// lost at most when the process is killed.

import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import type { Conversation } from './conversation.ts';
import type { Keeping } from './desk.ts';
import type { Session, SessionChange } from './session.ts';
import type { ConversationStore, KeptIn } from './store.ts';
import type { AssistantTurn, Turn } from './turn.ts';
import { bodyOf, recordOf } from './turnRecord.ts';

export interface KeeperPorts {
  readonly store: Pick<ConversationStore, 'keepTurn' | 'grow' | 'keepHead' | 'since'>;
  readonly clock: Clock;
  readonly workspace: () => string | undefined;
  /** Hears why something could not be kept; it is tried again. */
  readonly onTrouble: (reason: string) => void;
}

/** How much of an answer may be on its way to the disk. */
const every = 500;
const atOnce = 32_000;
const againAfter = 5_000;
/** A disk that takes longer must not hold up a question. */
const longestWait = 1_500;
/** How often an answer of another window is looked at while it grows. */
const lookEvery = 1_500;

/** An answer on its way, and what of it is not kept yet. */
interface Growing {
  turn: AssistantTurn;
  /** Characters that are kept, or on their way. */
  kept: number;
  text: string;
  thinking: string;
}

/** `readUntil` is the revision that the session was opened with. */
export function createKeeping({ store, clock, workspace, onTrouble }: KeeperPorts, session: () => Session, readUntil: number): Keeping {
  const seen = new Map<string, Turn>();
  const growing = new Map<string, Growing>();
  /** Turns that have to be kept whole, since something of them was not. */
  const owed = new Set<string>();
  let stands: Pick<KeptIn, 'head' | 'mode' | 'ways'> = { head: undefined, mode: undefined, ways: {} };
  let taking = false;
  let last: Promise<unknown> = Promise.resolve();
  let onItsWay = 0;
  let timer: Disposable | undefined;
  let retry: Disposable | undefined;
  let looking: Disposable | undefined;
  let revision = readUntil;
  let listening: Disposable | undefined;
  let ended = false;

  const where = (): KeptIn => ({ id: session().id, workspace: workspace(), ...stands });

  /** Reads where the conversation stands; true when that is elsewhere than before. */
  function moved(): boolean {
    const conversation = session().conversation();
    const next = { head: conversation.head, mode: conversation.mode, ways: waysAtForks(conversation) };
    const same = JSON.stringify(next) === JSON.stringify(stands);
    stands = next;
    return !same;
  }

  function track(work: Promise<unknown>, onFailed: () => void): void {
    onItsWay += 1;
    last = work.then(() => undefined, (failure: unknown) => {
      onFailed();
      onTrouble(failure instanceof Error ? failure.message : String(failure));
      if (!ended) retry ??= clock.after(againAfter, tryAgain);
    }).finally(() => void (onItsWay -= 1));
  }

  function keepWhole(turn: Turn): void {
    seen.set(turn.id, turn);
    owed.delete(turn.id);
    if (turn.kind === 'assistant' && turn.end === undefined) growing.set(turn.id, { turn, kept: turn.text.length + turn.thinking.length, text: '', thinking: '' });
    else growing.delete(turn.id);
    track(store.keepTurn(where(), recordOf(turn)), () => owed.add(turn.id));
  }

  function keepPiece(one: Growing): void {
    const { turn } = one;
    const place = one.kept;
    const [text, restOfText] = wholeCharacters(one.text);
    const [thinking, restOfThinking] = wholeCharacters(one.thinking);
    one.kept += text.length + thinking.length;
    one.text = restOfText;
    one.thinking = restOfThinking;
    track(store.grow(where(), { turn: turn.id, place, text, thinking, body: bodyOf(turn) }), () => owed.add(turn.id));
  }

  function flush(): void {
    timer?.dispose();
    timer = undefined;
    for (const one of growing.values()) if (one.text.length + one.thinking.length > 0 && !owed.has(one.turn.id)) keepPiece(one);
  }

  function tryAgain(): void {
    retry = undefined;
    const { turns } = session().conversation();
    for (const id of owed) {
      const turn = turns.get(id);
      if (turn) keepWhole(turn);
    }
  }

  function grew(turn: AssistantTurn, text: string, thinking: string): void {
    const one = growing.get(turn.id);
    if (!one) return keepWhole(turn);
    one.turn = turn;
    one.text += text;
    one.thinking += thinking;
    if (one.text.length + one.thinking.length > atOnce) flush();
    else timer ??= clock.after(every, flush);
  }

  function hear(change: SessionChange): void {
    if (change.type === 'turn-grew') return grew(change.turn, change.text, change.thinking);
    if (!('turn' in change)) return change.type === 'busy-changed' ? undefined : pathChanged();
    const one = growing.get(change.turn.id);
    // What it waits for and what is noticed goes along with the next piece.
    if (one && change.turn.kind === 'assistant' && !change.turn.end) one.turn = change.turn;
    else {
      moved();
      keepWhole(change.turn);
    }
  }

  function pathChanged(): void {
    const went = moved();
    const { turns } = session().conversation();
    const changed = [...turns.values()].filter((turn) => seen.get(turn.id) !== turn);
    for (const turn of changed) {
      const one = turn.kind === 'assistant' && turn.end === undefined ? growing.get(turn.id) : undefined;
      if (taking || (turn.kind === 'assistant' && turn.elsewhere)) seen.set(turn.id, turn);
      else if (!one) keepWhole(turn);
    }
    if (went && !taking && seen.size > 0) track(store.keepHead(where()), () => undefined);
  }

  /** Takes over what others added. While one of their answers grows it is looked at again. */
  async function look(): Promise<void> {
    looking?.dispose();
    looking = undefined;
    // What is still on its way would come back as if it were older.
    if (owed.size > 0) return;
    const news = await store.since(session().id, revision).catch(() => undefined);
    if (!news || ended) return;
    ({ revision } = news);
    taking = true;
    session().takeOver(news.conversation);
    taking = false;
    if (news.growing) looking ??= clock.after(lookEvery, () => void look());
  }

  return {
    start() {
      const conversation = session().conversation();
      moved();
      for (const turn of conversation.turns.values()) seen.set(turn.id, turn);
      listening = session().onDidChange(hear);
      if ([...conversation.turns.values()].some((turn) => turn.kind === 'assistant' && turn.elsewhere)) void look();
    },
    async kept() {
      flush();
      let wake: Disposable | undefined;
      const patience = new Promise<void>((resolve) => void (wake = clock.after(longestWait, resolve)));
      await Promise.race([last, patience]);
      wake?.dispose();
    },
    owes: () => owed.size > 0 || onItsWay > 0,
    refresh: look,
    dispose() {
      ended = true;
      flush();
      retry?.dispose();
      looking?.dispose();
      listening?.dispose();
    },
  };
}

/** A character of two halves goes whole with the next piece. */
function wholeCharacters(text: string): readonly [string, string] {
  const isHalf = /[\uD800-\uDBFF]$/.test(text.slice(-1));
  return isHalf ? [text.slice(0, -1), text.slice(-1)] : [text, ''];
}

/** Where there is one way only, nothing has to be remembered. */
function waysAtForks({ turns, ways }: Conversation): Readonly<Record<string, string>> {
  if (!ways || ways.size === 0) return {};
  const children = new Map<string, number>();
  for (const { parent = '' } of turns.values()) children.set(parent, (children.get(parent) ?? 0) + 1);
  return Object.fromEntries([...ways].filter(([fork]) => (children.get(fork) ?? 0) > 1));
}
