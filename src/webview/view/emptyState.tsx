// What a new conversation shows: one line on what this is, a few questions to start from, and who will answer.

import { words } from '../words.ts';
import { Icon } from './icon.tsx';
import type { PageProperties } from './properties.ts';

export function EmptyState({ state, actions }: PageProperties) {
  const model = state.model.value;
  function ask(question: string) {
    actions.type(question);
    state.focusRequests.value++;
  }
  return (
    <div class="empty">
      <h1>{words.emptyTitle}</h1>
      <p>{words.emptyLine}</p>
      <ul class="examples" aria-label={words.examplesTitle}>
        {words.examples.map((question) => (
          <li>
            <button type="button" class="example" onClick={() => ask(question)}>
              <span>{question}</span>
              <Icon name="arrow-right" />
            </button>
          </li>
        ))}
      </ul>
      {model && (
        <p class="empty-model">
          <span>{model.reference}</span>
          {model.badge && <span class="badge">{model.badge}</span>}
          <button type="button" class="link-button" onClick={actions.switchModel}>{words.switchModel}</button>
        </p>
      )}
    </div>
  );
}
