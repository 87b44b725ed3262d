// What the message in the composer would use: a quiet line that unfolds. It has its place from the start, so nothing jumps.

import type { EstimateView } from '../../shared/protocol.ts';
import type { PageState } from '../state/pageState.ts';
import { words } from '../words.ts';
import { Icon } from './icon.tsx';

export function Estimate({ state }: { readonly state: PageState }) {
  const estimate = state.draft.value.trim() === '' ? undefined : state.estimate.value;
  if (!estimate) return <div class="estimate" />;
  const line = [estimate.tokens, estimate.share, estimate.cost].filter(Boolean).join(' \u00b7 ');
  return (
    <details class={`estimate ${estimate.level}`}>
      <summary aria-label={`${words.estimate}: ${line}`}>
        {estimate.level === 'over' && <Icon name="warning" />}
        <span>{line}</span>
      </summary>
      <Parts estimate={estimate} />
    </details>
  );
}

function Parts({ estimate }: { readonly estimate: EstimateView }) {
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
    </section>
  );
}
