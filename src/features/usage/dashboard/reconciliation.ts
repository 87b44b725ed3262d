// A provider's figures beside ours, in words.

import { formatAmount, formatTokens } from '../../../core/money/format.ts';
import type { Drift, ReconciledLine, Reconciliation } from '../../../core/money/reconcile/reconcile.ts';
import type { ReconciliationView } from '../../../shared/usageProtocol.ts';
import { plain } from './names.ts';
import { counted, none, signedAmount } from './sums.ts';

const mostLines = 500;
const dayFormat = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' });

export function reconciliationView(file: string, { format, lines, total, passedOver }: Reconciliation): ReconciliationView {
  const withCost = total.cost !== undefined;
  const withTokens = total.tokens !== undefined;
  const costHeads = withCost ? ['Ledger', 'Provider', 'Difference'] : [];
  const tokenHeads = withTokens ? ['Ledger, tokens', 'Provider, tokens', 'Difference, tokens'] : [];
  const notes = [
    'Days are UTC days, as providers bill them.',
    total.atLeast ? 'Marked "at least": some of our attempts have no known cost.' : undefined,
    lines.length > mostLines ? `Only the first ${mostLines} of ${lines.length.toLocaleString('en-US')} lines are shown.` : undefined,
    ...[...passedOver].map(([why, count]) => `${counted(count, 'row')} of the file passed over: ${why}.`),
  ].filter((note) => note !== undefined);
  return {
    title: `${plain(file)}: ${format}`,
    summary: lines.length === 0 ? 'The file tells of nothing that can be compared.' : summaryOf(total.cost, total.tokens, total.atLeast),
    table: {
      heads: ['Day', 'Model', ...costHeads, ...tokenHeads, 'Known to'].map((label, index, all) => ({ label, numeric: index > 1 && index < all.length - 1 })),
      rows: lines.slice(0, mostLines).map((line) => [
        dayFormat.format(line.day),
        plain(line.model) || 'no model named',
        ...(withCost ? driftCells(line.cost, money, line.atLeast) : []),
        ...(withTokens ? driftCells(line.tokens, tokens, false) : []),
        knownTo(line),
      ]),
    },
    notes,
  };
}

function summaryOf(cost: Drift | undefined, count: Drift | undefined, atLeast: boolean): string {
  const told = cost ? { drift: cost, words: money } : count ? { drift: count, words: tokens } : undefined;
  if (!told) return 'The file tells neither costs nor tokens.';
  const { drift: { ours, theirs, absolute, percent }, words } = told;
  const share = percent === undefined ? '' : ` (${percentWords(percent)})`;
  const apart = absolute === 0 ? 'They agree.' : `The ledger has ${words(Math.abs(absolute))} ${absolute > 0 ? 'more' : 'less'}${share}.`;
  return `Ledger ${atLeast ? 'at least ' : ''}${words(ours)}, provider ${words(theirs)}. ${apart}`;
}

function driftCells(drift: Drift | undefined, words: (value: number) => string, atLeast: boolean): string[] {
  if (!drift) return [none, none, none];
  const { ours, theirs, absolute, percent } = drift;
  const sign = absolute > 0 ? '+' : '';
  return [`${atLeast ? 'at least ' : ''}${words(ours)}`, words(theirs), absolute === 0 ? 'none' : `${sign}${words(absolute)}${percent === undefined ? '' : `, ${percentWords(percent)}`}`];
}

function money(amount: number): string {
  return amount < 0 ? signedAmount(amount) : formatAmount(amount);
}

function tokens(count: number): string {
  return count < 0 ? `-${formatTokens(-count)}` : formatTokens(count);
}

function percentWords(percent: number): string {
  return `${percent > 0 ? '+' : ''}${percent.toFixed(Math.abs(percent) < 10 ? 1 : 0)} %`;
}

function knownTo({ known }: ReconciledLine): string {
  return { both: 'both', here: 'the ledger only', there: 'the provider only' }[known];
}
