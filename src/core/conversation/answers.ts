// The answers that are on their way in one conversation: one as a rule, several where models are compared.

import type { Clock } from '../base/clock.ts';
import type { Call } from '../model/call.ts';
import type { Handler } from '../model/handler.ts';
import type { Message } from '../model/message.ts';
import { shownText } from '../model/streamEvent.ts';
import { growTurn } from './grow.ts';
import type { AssistantTurn } from './turn.ts';

/** What a view needs to follow an answer. `grew` carries only what is new. */
export type AnswerChange =
  | { readonly type: 'turn-grew'; readonly turn: AssistantTurn; readonly text: string; readonly thinking: string }
  | { readonly type: 'turn-changed'; readonly turn: AssistantTurn }
  | { readonly type: 'busy-changed'; readonly busy: boolean };

export interface AnswersPorts {
  readonly client: Handler;
  readonly clock: Clock;
  readonly tell: (change: AnswerChange) => void;
  /** Resolves with all that goes before the answer, when it may go out. */
  readonly prepare: (signal: AbortSignal) => Promise<readonly Message[]>;
  /** Takes the state of an answer into the conversation. */
  readonly place: (turn: AssistantTurn) => void;
}

/** What a call is made of besides its messages. */
export type CallFrame = Omit<Call, 'messages' | 'signal' | 'onDidCount' | 'onDidWait'>;

export interface Answers {
  readonly busy: boolean;
  /** Runs an answer to its end. `begin` is called once it counts as on its way. */
  readonly run: (begun: AssistantTurn, said: readonly Message[], frame: CallFrame, begin: () => void) => Promise<void>;
  /** Puts the newest state of each answer in its place. */
  readonly settle: () => void;
  /** Gives an answer that is on its way another look; false when it is not. */
  readonly change: (id: string, action: (turn: AssistantTurn) => AssistantTurn) => boolean;
  /** Calls one answer off, or all of them. */
  readonly stop: (id?: string) => void;
}

interface Run {
  readonly control: AbortController;
  turn: AssistantTurn;
  /** True while its newest state is not in its place. */
  moved: boolean;
}

export function createAnswers({ client, clock, tell, prepare, place }: AnswersPorts): Answers {
  const runs = new Map<string, Run>();

  function settle(): void {
    for (const run of runs.values()) {
      if (run.moved) place(run.turn);
      run.moved = false;
    }
  }

  function set(run: Run, turn: AssistantTurn): void {
    run.turn = turn;
    run.moved = true;
  }

  return {
    get busy() {
      return runs.size > 0;
    },
    settle,
    async run(begun, said, frame, begin) {
      const run: Run = { control: new AbortController(), turn: begun, moved: false };
      const { signal } = run.control;
      const wasBusy = runs.size > 0;
      runs.set(begun.id, run);
      if (!wasBusy) tell({ type: 'busy-changed', busy: true });
      begin();
      let estimatedOutput = begun.estimatedOutput;
      const onDidCount = (tokens: number): void => void (estimatedOutput = begun.estimatedOutput + tokens);
      const onDidWait: Call['onDidWait'] = (wait) => {
        set(run, { ...run.turn, wait });
        tell({ type: 'turn-changed', turn: run.turn });
      };
      try {
        const messages = [...(await prepare(signal)), ...said];
        for await (const event of client({ ...frame, messages, onDidCount, onDidWait, signal })) {
          const turn = growTurn(run.turn, event, clock.now());
          if (turn === run.turn) continue;
          set(run, turn.estimatedOutput === estimatedOutput ? turn : { ...turn, estimatedOutput });
          if (event.type === 'text-delta') tell({ type: 'turn-grew', turn: run.turn, text: shownText(event), thinking: '' });
          else if (event.type === 'thinking-delta') tell({ type: 'turn-grew', turn: run.turn, text: '', thinking: shownText(event) });
          else tell({ type: 'turn-changed', turn: run.turn });
        }
      } finally {
        settle();
        runs.delete(begun.id);
        if (runs.size === 0) tell({ type: 'busy-changed', busy: false });
      }
    },
    change(id, action) {
      const run = runs.get(id);
      if (run) set(run, action(run.turn));
      return run !== undefined;
    },
    stop(id) {
      for (const [turn, { control }] of runs) if (id === undefined || turn === id) control.abort();
    },
  };
}
