// What the message in the composer would use: a quiet line that unfolds. It has its place from the start, so nothing jumps.

import { useState } from 'preact/hooks';
import type { EstimateView } from '../../shared/protocol.ts';
import { words } from '../words.ts';
import { Icon } from './icon.tsx';
import type { PageProperties } from './properties.ts';

export function Estimate({ state, actions }: PageProperties) {
  const estimate = state.draft.value.trim() === '' && state.composer.value.chips.length === 0 ? undefined : state.estimate.value;
  if (!estimate) return <div class="estimate" />;
  const line = [estimate.tokens, estimate.share, estimate.cost].filter(Boolean).join(' \u00b7 ');
  return (
    <details class={`estimate ${estimate.level}`}>
      <summary aria-label={`${words.estimate}: ${line}`}>
        {estimate.level === 'over' && <Icon name="warning" />}
        <span>{line}</span>
      </summary>
      <Parts estimate={estimate} draft={state.draft.value} actions={actions} />
    </details>
  );
}

function Parts({ estimate, draft, actions }: { readonly estimate: EstimateView; readonly draft: string; readonly actions: PageProperties['actions'] }) {
  return (
    <section class="estimate-parts" aria-label={words.estimate}>
      <dl>
        {estimate.parts.map(({ label, tokens }, index) => (
          // Two attachments may have one name.
          <div key={index}>
            <dt>{label}</dt>
            <dd>{tokens}</dd>
          </div>
        ))}
        {estimate.others.map(({ model, cost }) => (
          <div key={model} class="other">
            <dt>{words.withModel(model)}</dt>
            <dd>{cost}</dd>
          </div>
        ))}
      </dl>
      {estimate.notes.map((note) => <p key={note}>{note}</p>)}
      {!estimate.exact && <ExactCount key={draft} actions={actions} />}
    </section>
  );
}

/** Of one draft: what is typed afterwards has another count. */
function ExactCount({ actions }: Pick<PageProperties, 'actions'>) {
  const [told, tell] = useState<string | undefined>();
  if (told !== undefined) return <p role="status">{told}</p>;
  return <button type="button" class="link-button" onClick={() => void actions.countExactly().then(tell)}>{words.countExactly}</button>;
}
