// What went wrong, in a sentence, with the ways out.

import type { Actions } from '../host/connection.ts';
import type { TurnModel } from '../state/turnModel.ts';
import { words } from '../words.ts';
import { Icon } from './icon.tsx';

export function ProblemCard({ turn, actions }: { readonly turn: TurnModel; readonly actions: Actions }) {
  const problem = turn.problem.value;
  if (!problem) return null;
  return (
    <div class="problem" role="group" aria-label={words.problem}>
      <p class="problem-sentence" dir="auto">
        <Icon name="error" />
        <span>{problem.sentence}</span>
      </p>
      {problem.detail && (
        <details class="problem-detail">
          <summary>
            <Icon name="chevron-right" />
            {words.details}
          </summary>
          <pre tabIndex={0}>{problem.detail}</pre>
        </details>
      )}
      {problem.buttons.length > 0 && (
        <div class="buttons">
          {problem.buttons.map((button, index) => (
            <button
              key={button.id}
              data-button={button.id}
              type="button"
              class={index === 0 ? 'button' : 'button secondary'}
              onClick={() => actions.pressButton(turn.id, button.id)}
            >
              {button.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
