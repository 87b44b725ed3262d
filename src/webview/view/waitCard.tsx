// What an answer waits for: why, how long still, and the ways to wait no longer.

import { useEffect, useState } from 'preact/hooks';
import type { Actions } from '../host/connection.ts';
import type { TurnModel, Waiting } from '../state/turnModel.ts';
import { words } from '../words.ts';
import { Icon } from './icon.tsx';

export function WaitCard({ turn, actions }: { readonly turn: TurnModel; readonly actions: Actions }) {
  const wait = turn.wait.value;
  if (!wait) return null;
  return (
    <div class="problem wait" role="group" aria-label={words.wait}>
      <p class="problem-sentence" dir="auto">
        <Icon name="watch" />
        <span>{wait.sentence}</span>
      </p>
      <p class="wait-left">
        <Countdown wait={wait} />
        {wait.attempt && <span>{wait.attempt}</span>}
      </p>
      <div class="buttons">
        {wait.buttons.map((button, index) => (
          <button key={button.id} type="button" class={index === 0 ? 'button' : 'button secondary'} onClick={() => actions.pressButton(turn.id, button.id)}>
            {button.label}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Runs down by itself. It is read out once, when it begins, by the page's one live region. */
function Countdown({ wait: { until } }: { readonly wait: Waiting }) {
  const left = (): number => (until === undefined ? 0 : Math.max(0, Math.ceil((until - performance.now()) / 1000)));
  const [, redraw] = useState(0);
  useEffect(() => {
    if (until === undefined) return undefined;
    const timer = setInterval(() => redraw(left()), 250);
    return () => clearInterval(timer);
  }, [until]);
  return <span>{until === undefined ? words.waitsForOthers : words.goesOnIn(left())}</span>;
}
