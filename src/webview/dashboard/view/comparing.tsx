// "What would this have cost with ...", and a provider's own figures beside ours.

import type { ReconciliationView } from '../../../shared/usageProtocol.ts';
import { words } from '../words.ts';
import { Choices } from './choices.tsx';
import { DataTable } from './dataTable.tsx';
import type { DashboardProperties } from './properties.ts';

export function Comparing({ state, actions }: DashboardProperties) {
  const comparison = state.comparison.value;
  const source = state.source.value;
  return (
    <section class="section" aria-labelledby="compare">
      <h2 id="compare" tabIndex={-1}>{words.compare}</h2>
      <p class="quiet">{words.compareLine}</p>
      <div class="controls">
        <Choices label={words.comparedSource} options={words.sources} chosen={source} choose={(value) => actions.compare(value, false)} />
        <button type="button" class="button secondary" onClick={actions.chooseModels}>{words.chooseModels}</button>
        {source === 'prompts' && <button type="button" class="button secondary" onClick={() => actions.compare('prompts', true)}>{words.choosePrompts}</button>}
        {!comparison && source !== 'prompts' && <button type="button" class="button" onClick={() => actions.compare(source, false)}>{words.comparedSource}</button>}
      </div>
      {source === 'prompts' && !comparison && <p class="quiet">{words.promptsLine}</p>}
      {state.comparing.value && <p class="quiet" role="status">{words.comparing}</p>}
      {comparison && (
        <>
          <p>{comparison.summary}</p>
          {comparison.table.rows.length > 0 && <DataTable title={words.compare} table={comparison.table} />}
          {comparison.notes.map((note) => <p key={note} class="quiet">{note}</p>)}
        </>
      )}
    </section>
  );
}

export function Reconciling({ state, actions }: DashboardProperties) {
  const found: ReconciliationView | undefined = state.reconciliation.value;
  return (
    <section class="section" aria-labelledby="reconcile">
      <h2 id="reconcile" tabIndex={-1}>{words.reconcile}</h2>
      <p class="quiet">{words.reconcileLine}</p>
      <div class="controls">
        <button type="button" class="button secondary" onClick={actions.reconcile}>{words.chooseExport}</button>
      </div>
      {found && (
        <>
          <h3 dir="auto">{found.title}</h3>
          <p>{found.summary}</p>
          {found.table.rows.length > 0 && <DataTable title={found.title} table={found.table} />}
          {found.notes.map((note) => <p key={note} class="quiet">{note}</p>)}
        </>
      )}
    </section>
  );
}
