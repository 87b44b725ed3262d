// With a database, the question and its answer are kept as a conversation of their own, as they come.

import type { Clock } from '../core/base/clock.ts';
import { createDesk } from '../core/conversation/desk.ts';
import { createKeeping } from '../core/conversation/keeper.ts';
import type { ConversationStore } from '../core/conversation/store.ts';
import type { Call } from '../core/model/call.ts';
import type { Handler } from '../core/model/handler.ts';
import { textOf } from '../core/model/message.ts';
import type { StreamEvent } from '../core/model/streamEvent.ts';

export interface KeptAnswerPorts {
  readonly store: ConversationStore;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly show: (event: StreamEvent) => void;
  /** Hears why it could not be kept; the answer comes all the same. */
  readonly onTrouble: (reason: string) => void;
}

/** Asks, and resolves when the answer has ended. */
export async function keptAnswer(answers: Handler, call: Call, { store, clock, newId, show, onTrouble }: KeptAnswerPorts): Promise<void> {
  const question = call.messages.findLast(({ role }) => role === 'user');
  const desk = createDesk({
    async *client({ conversation, signal, onDidCount, onDidWait }) {
      const own = { ...call, ...(conversation !== undefined && { conversation }), ...(onDidCount && { onDidCount }), ...(onDidWait && { onDidWait }), signal: AbortSignal.any([call.signal, signal]) };
      for await (const event of answers(own)) {
        show(event);
        yield event;
      }
    },
    clock,
    newId,
    modelFor: () => call.model,
    systemPrompt: () => '',
    keep: (session, revision) => createKeeping({ store, clock, workspace: () => undefined, onTrouble }, session, revision),
  });
  const parts = question?.role === 'user' ? question.parts : [];
  await desk.begin().ask({ text: textOf(parts), parts, task: call.task });
  desk.dispose();
}
