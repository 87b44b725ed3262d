// The whole dashboard, from the range at the top to the provider's own figures at the end.

import type { Overview } from '../../../shared/usageProtocol.ts';
import { Icon } from '../../view/icon.tsx';
import { words } from '../words.ts';
import { Choices } from './choices.tsx';
import { Comparing, Reconciling } from './comparing.tsx';
import { DataTable } from './dataTable.tsx';
import { Budgets, Figures } from './figures.tsx';
import { LatencyPlot } from './latencyPlot.tsx';
import { Textures } from './patterns.tsx';
import type { DashboardProperties } from './properties.ts';
import { Requests } from './requests.tsx';
import { StackPlot } from './stackPlot.tsx';

export function Dashboard({ state, actions }: DashboardProperties) {
  const overview = state.overview.value;
  return (
    <main class="dashboard" aria-busy={state.loading.value}>
      <Textures />
      <header class="head">
        <h1>{words.title}</h1>
        <Choices label={words.range} options={words.ranges} chosen={state.range.value} choose={actions.showRange} />
        <div class="head-buttons">
          <button type="button" class="icon-button" aria-label={words.refresh} title={words.refresh} onClick={actions.refresh}><Icon name="refresh" /></button>
          <button type="button" class="button secondary" title={words.exportTitle} onClick={actions.export}>{words.export}</button>
        </div>
      </header>
      <Failure state={state} actions={actions} />
      {!overview && state.loading.value && <p class="quiet" role="status">{words.loading}</p>}
      {overview && <Content overview={overview} state={state} actions={actions} />}
      <div class="unseen" role="status" aria-live="polite">{state.announcement}</div>
    </main>
  );
}

function Failure({ state, actions }: DashboardProperties) {
  if (!state.failure.value) return null;
  return (
    <p class="failure" role="alert">
      <Icon name="warning" />
      <span>{state.failure.value}</span>
      <button type="button" class="button secondary" onClick={actions.refresh}>{words.tryAgain}</button>
      <button type="button" class="icon-button" aria-label={words.dismiss} title={words.dismiss} onClick={() => { state.failure.value = undefined; }}><Icon name="close" /></button>
    </p>
  );
}

function Content({ overview, state, actions }: DashboardProperties & { readonly overview: Overview }) {
  if (overview.empty === 'ever') {
    return (
      <>
        <div class="empty">
          <h2>{words.neverTitle}</h2>
          <p>{words.neverLine}</p>
          <button type="button" class="button" onClick={actions.openChat}>{words.openChat}</button>
        </div>
        <Budgets budgets={overview.budgets} edit={actions.editBudgets} />
        <Comparing state={state} actions={actions} />
      </>
    );
  }
  return (
    <>
      {overview.empty === 'range'
        ? <p class="empty">{words.nothingIn(overview.rangeWords)} <button type="button" class="link-button" onClick={() => actions.showRange('all')}>{words.showAll}</button></p>
        : <Figures figures={overview.figures} />}
      <Budgets budgets={overview.budgets} edit={actions.editBudgets} />
      {overview.empty === null && <Details overview={overview} state={state} actions={actions} />}
      <Comparing state={state} actions={actions} />
      <Reconciling state={state} actions={actions} />
    </>
  );
}

function Details({ overview, state, actions }: DashboardProperties & { readonly overview: Overview }) {
  const breakdown = state.breakdown.value;
  return (
    <>
      <section class="section" aria-labelledby="over-time">
        <h2 id="over-time">{words.overTime}</h2>
        <div class="plots">
          <div class="plot-wide">
            <StackPlot plot={state.spend.value ?? overview.spend}>
              <Choices label={words.stackedBy} options={words.stackings} chosen={state.by.value} choose={actions.stackBy} />
            </StackPlot>
          </div>
          <StackPlot plot={overview.tokens} />
          <LatencyPlot plot={overview.latency} />
          <StackPlot plot={overview.savings} />
          <StackPlot plot={overview.wasted} />
        </div>
      </section>
      <section class="section" aria-labelledby="breakdown">
        <div class="section-head">
          <h2 id="breakdown">{words.breakdownTitle(breakdown)}</h2>
          <Choices label={words.tables} options={words.breakdowns} chosen={breakdown} choose={actions.breakDownBy} />
        </div>
        <DataTable title={words.breakdownTitle(breakdown)} table={overview.tables[breakdown]} />
      </section>
      <Requests state={state} actions={actions} />
    </>
  );
}
