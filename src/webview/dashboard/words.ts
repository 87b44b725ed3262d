// Every sentence and name of the dashboard that does not come from the host.

import { localize, translated } from '../localize.ts';
import type { Breakdown, ComparedSource, RangeName, Stacking } from '../../shared/usageProtocol.ts';

/** The words of the dashboard. */
export const words = translated({
  title: 'Usage',
  range: 'Range',
  ranges: { today: 'Today', '7days': '7 days', '30days': '30 days', month: 'This month', lastMonth: 'Last month', '12months': '12 months', all: 'All' } satisfies Record<RangeName, string>,
  export: 'Export\u2026',
  exportTitle: 'Save the requests of this range as CSV or JSON',
  refresh: 'Refresh',
  loading: 'Reading the ledger',
  figures: 'Key figures',

  neverTitle: 'Nothing spent yet',
  neverLine: 'Ask something in the chat. Every request is then listed here with its tokens, its cost and how that came about; nothing leaves your machine.',
  openChat: 'Open the chat',
  nothingIn: (range: string) => localize('Nothing was asked {0}.', range),
  showAll: 'Show everything',

  budgets: 'Budgets',
  noBudgets: 'No budget is set. Set one and be told before it is used up.',
  editBudgets: 'Edit budgets',

  overTime: 'Over time',
  stackedBy: 'Stacked by',
  stackings: { model: 'Model', task: 'Task', workspace: 'Workspace' } satisfies Record<Stacking, string>,
  total: 'Total',
  showTable: 'Show as a table',
  columns: (title: string) => localize('{0}: go through the columns with the arrow keys', title),
  atLeast: '+ and more: some of it is not known',
  pointAt: 'Point at a column, or go through them with the arrow keys.',

  half: 'half of the answers',
  most: '95 in 100',
  first: 'first thing to be seen, half of the answers',
  latencyHeads: ['Model', 'Half of the answers', '95 in 100', 'First thing to be seen', 'Answers'],

  tables: 'By',
  breakdowns: { model: 'Model', task: 'Task', workspace: 'Workspace', conversation: 'Conversation' } satisfies Record<Breakdown, string>,
  breakdownTitle: (breakdown: Breakdown) => localize('Usage by {0}', breakdown),

  requests: 'Requests',
  noRequests: 'No single requests are kept for this range; the sums above stay.',
  requestsPage: (page: number) => localize('Page {0}', page),
  newer: 'Newer',
  older: 'Older',
  showCalculation: 'How this cost came about',
  calculation: 'Calculation',
  calculationTotal: 'Total',

  compare: 'What would this have cost with \u2026',
  compareLine: 'The same tokens at the prices of other models.',
  comparedSource: 'Compare',
  sources: { conversation: 'Open conversation', month: 'Last 30 days', prompts: 'List of prompts' } satisfies Record<ComparedSource, string>,
  chooseModels: 'Choose models\u2026',
  choosePrompts: 'Choose a file\u2026',
  promptsLine: 'A text file with a prompt on each line, or JSON lines.',
  comparing: 'Pricing',

  reconcile: 'Compare with the provider\u2019s own figures',
  reconcileLine: 'Open the usage or cost export of your provider (CSV) and see where it differs from the ledger, per model and day.',
  chooseExport: 'Choose a provider\u2019s export\u2026',

  tryAgain: 'Try again',
  dismiss: 'Dismiss',
} as const);
