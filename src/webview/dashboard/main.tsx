// The dashboard's start: draws into #root, asks the host, reports what fails.

import { render } from 'preact';
import { startReporting } from '../host/failures.ts';
import { connectDashboard } from './connection.ts';
import { createDashboardState } from './state.ts';
import { readKeptView, vscode } from './vscodeApi.ts';
import { Dashboard } from './view/dashboard.tsx';
// A style sheet is imported for what it does: the bundler puts it beside the page.
// oxlint-disable-next-line import/no-unassigned-import
import './style/all.css';

const state = createDashboardState(readKeptView(vscode.getState()));
const actions = connectDashboard(state, {
  post: (message) => vscode.postMessage(message),
  keep: (view) => vscode.setState(view),
  goTo(section) {
    // Drawn in the next frame at the latest.
    requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(section)?.focus()));
  },
});
startReporting(actions.reportFailure);

const root = document.getElementById('root');
if (root) render(<Dashboard state={state} actions={actions} />, root);
