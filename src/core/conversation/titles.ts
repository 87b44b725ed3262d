// Gives a conversation a title after its first answer, by a model that was set for that. Nobody waits for it, and where it
// does not come about nobody is troubled: the first line of the question stays.

import type { Disposable } from '../base/disposable.ts';
import type { Handler } from '../model/handler.ts';
import { isNaturalEnd, shownText } from '../model/streamEvent.ts';
import { titleIn, titleMessages } from '../prompts/title.ts';
import type { Session } from './session.ts';
import type { ConversationStore } from './store.ts';
import type { AssistantTurn, Turn } from './turn.ts';

export interface TitlePorts {
  readonly client: Handler;
  readonly store: Pick<ConversationStore, 'card' | 'change'>;
  /** The model that gives titles; undefined when nobody set one. */
  readonly model: () => string | undefined;
  /** Hears that a conversation has another title now. */
  readonly onDidTitle?: (id: string) => void;
}

/** Room for a model that cannot but think a little first. */
const mostTokens = 400;

const neverCalledOff = new AbortController().signal;

/** Sees to the title of a session's conversation. One on its way still comes when the conversation was closed meanwhile. */
export function titleAfterFirstAnswer({ client, store, model, onDidTitle }: TitlePorts, session: Session): Disposable {
  let asked = false;

  async function title(answer: AssistantTurn, by: string): Promise<void> {
    const question = session.conversation().turns.get(answer.parent);
    if (question?.kind !== 'user') return;
    const card = await store.card(session.id);
    if (card?.titledBy !== 'question') return;
    let said = '';
    for await (const event of client({ model: by, task: 'title', conversation: session.id, messages: titleMessages(question.text, answer.text), thinking: 'off', limits: { maxOutputTokens: mostTokens }, unasked: true, signal: neverCalledOff })) {
      if (event.type === 'text-delta') said += said === '' ? event.text : shownText(event);
      if (event.type === 'finish' && !isNaturalEnd(event.reason.unified)) return;
    }
    const text = titleIn(said);
    if (text === undefined) return;
    await store.change(session.id, { title: { text, by: 'model' } });
    onDidTitle?.(session.id);
  }

  return session.onDidChange((change) => {
    if (change.type !== 'turn-changed' || !endedWell(change.turn) || change.turn.text.trim() === '') return;
    const by = asked ? undefined : model();
    const isFirst = [...session.conversation().turns.values()].every((turn) => turn.id === change.turn.id || !endedWell(turn));
    if (by === undefined || !isFirst) return;
    asked = true;
    // Whatever goes wrong here, the conversation has a title already.
    void title(change.turn, by).catch(() => undefined);
  });
}

function endedWell(turn: Turn): boolean {
  return turn.kind === 'assistant' && turn.end !== undefined && isNaturalEnd(turn.end.reason);
}
