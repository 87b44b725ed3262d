// The quiet line under an answer: what it is doing, how it ended, what it used. It is there from the start, so nothing jumps.

import type { TurnState } from '../../shared/protocol.ts';
import type { TurnModel } from '../state/turnModel.ts';
import { words } from '../words.ts';
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

export function TurnFoot({ turn }: { readonly turn: TurnModel }) {
  const state = states[turn.state.value];
  // The card says the same, and better.
  const saidByCard = turn.problem.value !== undefined;
  return (
    <footer class="turn-foot">
      {state && !saidByCard && (
        <span class="turn-state">
          {state.icon ? <Icon name={state.icon} /> : <span class="pulse" aria-hidden="true" />}
          {state.text}
        </span>
      )}
      <Meter turn={turn} />
    </footer>
  );
}

function Meter({ turn }: { readonly turn: TurnModel }) {
  const meter = turn.meter.value;
  if (!meter) return null;
  const used = meter.cost ? `${meter.tokens} · ${meter.cost}` : meter.tokens;
  return <span class="meter" role="note" aria-label={used} title={meter.explanation}>{used}</span>;
}
