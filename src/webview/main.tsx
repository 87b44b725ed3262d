// The page's start: draws into #root, listens to the host, reports what fails.

import { render } from 'preact';
import { connect } from './host/connection.ts';
import { startReporting } from './host/failures.ts';
import { vscode } from './host/vscodeApi.ts';
import { warmUp } from './markdown/warmUp.ts';
import { createPageState } from './state/pageState.ts';
import { Page } from './view/page.tsx';
// A style sheet is imported for what it does: the bundler puts it beside the page.
// oxlint-disable-next-line import/no-unassigned-import
import './style/all.css';

const state = createPageState();
const actions = connect(state, (message) => vscode.postMessage(message));
startReporting(actions.reportFailure);

const root = document.getElementById('root');
if (root) render(<Page state={state} actions={actions} />, root);
warmUp();
