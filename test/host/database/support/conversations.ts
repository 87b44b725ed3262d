// Conversations in a database in memory, with turns to put into it; several processes may look at it.

import { DatabaseSync } from 'node:sqlite';
import type { Conversation } from '../../../../src/core/conversation/conversation.ts';
import type { ConversationStore, KeptIn } from '../../../../src/core/conversation/store.ts';
import type { AssistantTurn, Turn, TurnEnd, UserTurn } from '../../../../src/core/conversation/turn.ts';
import { recordOf } from '../../../../src/core/conversation/turnRecord.ts';
import { LlmError } from '../../../../src/core/model/llmError.ts';
import { textMessage } from '../../../../src/core/model/message.ts';
import { free } from '../../../../src/core/model/money.ts';
import { unknownUsage } from '../../../../src/core/model/usage.ts';
import { createConversations } from '../../../../src/host/database/conversations.ts';
import { createDatabaseDesk, type LookedAfterDesk } from '../../../../src/host/database/databaseDesk.ts';
import { migrations } from '../../../../src/host/database/migrations.ts';
import type { OpenWorkPorts } from '../../../../src/host/database/openWork.ts';
import type { Thread } from '../../../../src/host/database/thread.ts';

export function inMemory(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  for (const step of migrations) database.exec(step);
  return database;
}

/** A process that looks at a database: its desk, and its store over it. */
export function processOn(database: DatabaseSync, ports: Partial<OpenWorkPorts> = {}, onTrouble: (sentence: string) => void = failing): { readonly desk: LookedAfterDesk; readonly store: ConversationStore } {
  const desk = createDatabaseDesk(database, onTrouble, { now: () => 1_000, host: 'here', process: 1, isThere: () => true, ...ports });
  // What goes from thread to thread is copied on the way.
  const ask: Thread['ask'] = async (method, ...values) => structuredClone((desk[method] as (...rest: readonly unknown[]) => unknown)(...structuredClone(values))) as never;
  return { desk, store: createConversations({ ask }) };
}

function failing(sentence: string): never {
  throw new Error(sentence);
}

export function where(id: string, more: Partial<KeptIn> = {}): KeptIn {
  return { id, workspace: undefined, head: undefined, mode: undefined, ways: {}, ...more };
}

export function question(id: string, text: string, more: Partial<UserTurn> = {}): UserTurn {
  return { kind: 'user', id, parent: undefined, text, parts: textMessage('user', text).parts, attachments: [], task: 'chat', ...more };
}

export function answer(id: string, parent: string, text: string, more: Partial<AssistantTurn> = {}): AssistantTurn {
  return { kind: 'assistant', id, parent, model: 'v/m', text, thinking: '', notices: [], startedAt: 5, estimatedOutput: 3, end: ended(), ...more };
}

export function ended(more: Partial<TurnEnd> = {}): TurnEnd {
  return { reason: 'stop', error: undefined, usage: unknownUsage, cost: free, servedModel: undefined, serviceTier: undefined, endedAt: 9, ...more };
}

export const broken = new LlmError({ kind: 'server', message: 'it broke', retryable: true, status: 500 });

export async function keep(store: ConversationStore, id: string, ...turns: readonly Turn[]): Promise<void> {
  for (const turn of turns) await store.keepTurn(where(id, { head: turn.id }), recordOf(turn));
}

/** What is in a conversation, in a shape that can be compared. */
export function plain({ turns, head }: Conversation): unknown {
  return JSON.parse(JSON.stringify({ head, turns: [...turns.values()] }));
}
