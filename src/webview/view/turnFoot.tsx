// The quiet line under an answer: what it is doing, how it ended, what it used. It is there from the start, so nothing jumps.

import { useState } from 'preact/hooks';
import type { BillView, TurnState } from '../../shared/protocol.ts';
import type { Actions } from '../host/connection.ts';
import { isGrowing, type TurnModel } from '../state/turnModel.ts';
import { words } from '../words.ts';
import { Bill } from './bill.tsx';
import { Icon } from './icon.tsx';

const states: Record<TurnState, { readonly text: string; readonly icon?: string } | undefined> = {
  waiting: { text: words.waiting },
  streaming: { text: words.writing },
  done: undefined,
  stopped: { text: words.stopped, icon: 'debug-stop' },
  interrupted: { text: words.interrupted, icon: 'debug-disconnect' },
  length: { text: words.cutOff, icon: 'ellipsis' },
  failed: { text: words.failed, icon: 'error' },
};

export function TurnFoot({ turn, actions }: { readonly turn: TurnModel; readonly actions: Actions }) {
  const state = states[turn.state.value];
  // The card says the same, and better.
  const saidByCard = turn.problem.value !== undefined;
  const bill = useBill(turn, actions);
  return (
    <footer class="turn-foot">
      {state && !saidByCard && (
        <span class="turn-state">
          {state.icon ? <Icon name={state.icon} /> : <span class="pulse" aria-hidden="true" />}
          {state.text}
        </span>
      )}
      <Meter turn={turn} bill={bill} />
      {bill.shown && <Bill id={billId(turn)} bill={bill.shown} />}
    </footer>
  );
}

/** While it streams it is only shown; then it can be pressed to see how the cost came about. */
function Meter({ turn, bill }: { readonly turn: TurnModel; readonly bill: ReturnType<typeof useBill> }) {
  const meter = turn.meter.value;
  if (!meter) return null;
  const used = [meter.tokens, meter.cost, meter.speed].filter(Boolean).join(' · ');
  if (isGrowing(turn.state.value)) return <span class="meter" role="note" aria-label={used} title={meter.explanation}>{used}</span>;
  return (
    <button type="button" class="meter" aria-expanded={bill.shown !== undefined} aria-controls={billId(turn)} aria-label={`${words.explainCost}: ${used}`} title={meter.explanation} onClick={bill.toggle}>
      {used}
      <Icon name={bill.shown ? 'chevron-up' : 'chevron-down'} />
    </button>
  );
}

function billId(turn: TurnModel): string {
  return `bill-${turn.id}`;
}

/** The bill that is unfolded under a turn. */
function useBill(turn: TurnModel, actions: Actions): { readonly shown: BillView | undefined; readonly toggle: () => void } {
  const [shown, show] = useState<BillView | undefined>();
  const toggle = (): void => {
    if (shown) show(undefined);
    else void actions.explainCost(turn.id).then(show);
  };
  return { shown, toggle };
}
