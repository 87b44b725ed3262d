// The store of conversations, as the editor's thread sees it: pages are put together, and turns made of what was kept.

import { type Conversation, emptyConversation, soundTree } from '../../core/conversation/conversation.ts';
import type { ConversationStore } from '../../core/conversation/store.ts';
import type { Turn } from '../../core/conversation/turn.ts';
import { turnOf } from '../../core/conversation/turnRecord.ts';
import type { Connection } from './connection.ts';
import type { ConversationFacts, TurnPage } from './conversationReads.ts';

/** A few milliseconds of another window's patience. */
const goneAtOnce = 20;

export function createConversations({ ask }: Pick<Connection, 'ask'>): ConversationStore {
  /** Each page is a message of its own, so others get their turn in between. */
  async function turnsOf(conversation: string, since?: number): Promise<Turn[]> {
    const turns: Turn[] = [];
    let page: TurnPage | undefined;
    do {
      page = await ask('turnPage', { conversation, after: page?.next, ...(since !== undefined && { since }) });
      for (const { elsewhere, ...record } of page.turns) {
        const turn = turnOf(record);
        turns.push(elsewhere && turn.kind === 'assistant' ? { ...turn, elsewhere } : turn);
      }
    } while (page.next !== undefined);
    return turns;
  }

  function treeOf(facts: ConversationFacts, turns: readonly Turn[]): Conversation {
    const { id, mode } = facts.card;
    return { ...emptyConversation(id), turns: new Map(turns.map((turn) => [turn.id, turn])), head: facts.head, ...(mode !== undefined && { mode }), ways: new Map(Object.entries(facts.ways)) };
  }

  async function goneFor(method: 'emptyConversations' | 'forgetConversations', before: number): Promise<number> {
    let gone = 0;
    for (let more = goneAtOnce; more === goneAtOnce; gone += more) more = await ask(method, before, goneAtOnce);
    return gone;
  }

  return {
    keepTurn: (where, turn) => ask('keepTurn', where, turn),
    grow: (where, piece) => ask('growTurn', where, piece),
    keepHead: (where) => ask('keepHead', where),
    keepPlace: (where, place) => ask('keepPlace', where, place),
    place: async (id) => (await ask('conversationFacts', id))?.place,
    change: (id, changes) => ask('changeConversation', id, changes),
    async load(id) {
      const facts = await ask('conversationFacts', id);
      if (!facts) return undefined;
      const { card, place, revision } = facts;
      return { conversation: soundTree(treeOf(facts, await turnsOf(id))), card, place, revision };
    },
    async since(id, revision) {
      const facts = await ask('conversationFacts', id);
      if (!facts) return undefined;
      const turns = await turnsOf(id, revision);
      return { conversation: treeOf(facts, turns), revision: facts.revision, growing: turns.some((turn) => turn.kind === 'assistant' && turn.elsewhere === true) };
    },
    card: (id) => ask('card', id),
    list: (wish, limit, after) => ask('listCards', wish, limit, after),
    empty: (before) => goneFor('emptyConversations', before),
    forget: (before) => goneFor('forgetConversations', before),
  };
}
