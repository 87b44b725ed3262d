// Turns as the chat view serves them: what is asked about them, with the pickers and questions that go with it.

import { commands, window } from 'vscode';
import { localize } from '../../../core/base/localize.ts';
import type { Clock } from '../../../core/base/clock.ts';
import { type Disposable, DisposableStore } from '../../../core/base/disposable.ts';
import type { Log } from '../../../core/base/log.ts';
import type { Session } from '../../../core/conversation/session.ts';
import { notify } from '../../../host/notify.ts';
import type { Change } from '../../../shared/protocol.ts';
import type { Draft } from '../draft.ts';
import type { CostPorts } from './comparedCosts.ts';
import { bringBackLast, createTurnHandlers, type TurnHandlers } from './turnRequests.ts';
import { createTurnState, type TurnState } from './turnState.ts';

/** How models are chosen for one question; undefined when the person thought better of it. */
export type ChooseModels = (wish: {
  readonly title: string;
  readonly placeholder: string;
  readonly most: number;
  readonly except: readonly string[];
  readonly detail?: (reference: string) => string | undefined;
}) => Promise<readonly string[] | undefined>;

export interface TurnsPorts {
  readonly shown: () => Session;
  readonly draft: Draft;
  readonly costs: CostPorts;
  readonly chooseModels: ChooseModels;
  readonly mayBeSent: (text: string) => Promise<boolean>;
  readonly push: (change: Change) => void;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Turns extends Disposable {
  readonly state: TurnState;
  readonly handlers: TurnHandlers;
}

/** As many further models as can be read side by side. */
const mostCompared = 2;

export function createTurns({ shown, draft, costs, chooseModels, mayBeSent, push, clock, log }: TurnsPorts): Turns {
  const store = new DisposableStore();
  const state = store.add(createTurnState(clock, (undo) => push({ type: 'undo-changed', undo })));

  const choose = async (session: Session, turn: string, title: string, placeholder: string, most: number): Promise<readonly string[] | undefined> => {
    const call = session.previewAgain(turn);
    const found = session.conversation().turns.get(turn);
    if (!call) return undefined;
    const detail = await (await import('./comparedCosts.ts')).comparedCosts(call, costs);
    return chooseModels({ title, placeholder, most, except: found?.kind === 'assistant' && most > 1 ? [found.model] : [], detail });
  };

  const handlers = createTurnHandlers({
    shown,
    state,
    mayBeSent,
    quietly: (work) => void work.catch((failure: unknown) => log.error('A chat request failed.', { reason: String(failure) })),
    withdrawDraft() {
      const withdrawn = draft.takeBack();
      if (withdrawn !== undefined) push({ type: 'draft-withdrawn', text: withdrawn });
    },
    chooseModel: async (session, turn) => (await choose(session, turn, localize('Answer Again with Another Model'), localize('Choose who is to answer this question'), 1))?.[0],
    chooseCompared: (session, turn) => choose(session, turn, localize('Compare with Other Models'), localize('Choose one or two; their answers come side by side'), mostCompared),
    askNote: (before) => window.showInputBox({ title: localize('A Note about This Answer'), prompt: localize('It is kept with the answer on this machine and sent nowhere.'), value: before ?? '' }),
  });
  store.add(commands.registerCommand('parley.chat.undoDelete', async () => {
    state.withdraw();
    if (!bringBackLast(shown())) await notify('info', localize('Nothing is deleted in this conversation.'));
  }));
  return { state, handlers, dispose: () => store.dispose() };
}
