// Single requests, page by page, each with the calculation of its cost.

import { type CalculationView, requestHeads, type RequestView } from '../../../shared/usageProtocol.ts';
import { Icon } from '../../view/icon.tsx';
import { words } from '../words.ts';
import { DataTable } from './dataTable.tsx';
import type { DashboardProperties } from './properties.ts';

const numeric = new Set(['Tokens', 'Cost', 'Duration']);

export function Requests({ state, actions }: DashboardProperties) {
  const { rows, older } = state.requests.value;
  const page = state.trail.value.length + 1;
  return (
    <section class="section" aria-labelledby="requests">
      <h2 id="requests">{words.requests}</h2>
      {rows.length === 0 ? <p class="quiet">{words.noRequests}</p> : (
        <div class="table-scroller" role="region" aria-label={words.requests} tabIndex={0}>
          <table class="requests">
            <caption class="unseen">{words.requests}</caption>
            <thead>
              <tr>{requestHeads.map((head) => <th key={head} scope="col" class={numeric.has(head) ? 'numeric' : undefined}>{head}</th>)}</tr>
            </thead>
            <tbody>{rows.map((request) => <Request key={request.id} request={request} state={state} actions={actions} />)}</tbody>
          </table>
        </div>
      )}
      {(older || page > 1) && (
        <div class="pages">
          <button type="button" class="button secondary" disabled={page === 1} onClick={actions.newer}>{words.newer}</button>
          <span role="status">{words.requestsPage(page)}</span>
          <button type="button" class="button secondary" disabled={!older} onClick={actions.older}>{words.older}</button>
        </div>
      )}
    </section>
  );
}

function Request({ request, state, actions }: DashboardProperties & { readonly request: RequestView }) {
  const opened = state.calculations.value.has(request.id);
  const calculation = state.calculations.value.get(request.id);
  const [time, ...cells] = request.cells;
  const detail = `calculation-${request.id}`;
  return (
    <>
      <tr class={request.failed ? 'failed' : undefined}>
        <th scope="row">
          <button type="button" class="row-toggle" aria-expanded={opened} aria-controls={opened ? detail : undefined} title={words.showCalculation} onClick={() => actions.toggleRequest(request)}>
            <Icon name={opened ? 'chevron-down' : 'chevron-right'} />
            {time}
          </button>
        </th>
        {cells.map((cell, index) => <td key={index} class={numeric.has(requestHeads[index + 1] ?? '') ? 'numeric' : undefined} dir="auto">{cell}</td>)}
      </tr>
      {opened && (
        <tr id={detail} class="calculation-row">
          <td colSpan={requestHeads.length}>{calculation ? <Calculation calculation={calculation} /> : <span role="status">{words.loading}</span>}</td>
        </tr>
      )}
    </>
  );
}

function Calculation({ calculation: { facts, table, total, notes } }: { readonly calculation: CalculationView }) {
  return (
    <div class="calculation">
      <dl class="facts">
        {facts.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd dir="auto">{value}</dd></div>)}
      </dl>
      {table && <DataTable title={words.calculation} table={table} />}
      <p class="calculation-total"><strong>{words.calculationTotal}: {total}</strong></p>
      {notes.map((note) => <p key={note} class="quiet">{note}</p>)}
    </div>
  );
}
