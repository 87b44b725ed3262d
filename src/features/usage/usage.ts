// Tokens and cents in the status bar: while an answer streams they move, after it they are true.

import { MarkdownString, StatusBarAlignment, window } from 'vscode';
import type { Clock } from '../../core/base/clock.ts';
import { type Disposable, DisposableStore } from '../../core/base/disposable.ts';
import { formatAmount, formatMoney, formatSum, formatTokens } from '../../core/money/format.ts';
import type { LiveAttempt, Spend, SpendState, SpentAttempt } from '../../core/money/spend.ts';
import { focusChat } from '../../tables/commands.ts';

/** Fast enough to look alive, slow enough to cost nothing. */
const drawEvery = 200;

export function createUsage(spend: Spend, clock: Clock): Disposable {
  const store = new DisposableStore();
  const item = store.add(window.createStatusBarItem('parley.usage', StatusBarAlignment.Right, 100));
  item.name = 'Parley: Usage';
  item.command = focusChat;
  let timer: Disposable | undefined;
  const draw = (): void => {
    timer = undefined;
    const state = spend.state();
    item.text = state.live.length > 0 ? `$(sync~spin) ${liveWords(state.live)}` : `$(graph) ${totalWords(state)}`;
    item.tooltip = new MarkdownString(story(state).map((line) => `- ${line}`).join('\n'));
    item.accessibilityInformation = { label: `Parley usage: ${story(state).join(' ')}`, role: 'button' };
    item.show();
  };
  draw();
  store.add(spend.onDidChange(() => {
    timer ??= clock.after(drawEvery, draw);
  }));
  store.add({ dispose: () => timer?.dispose() });
  return store;
}

/** `~120 tokens · ~$0.0012`: always a guess while it streams, and marked as one. */
export function liveWords(live: readonly LiveAttempt[]): string {
  const tokens = live.reduce((sum, { output }) => sum + output, 0);
  const costs = live.map(({ outputCost }) => outputCost);
  const known = costs.filter((cost) => cost !== undefined);
  const words = `~${formatTokens(Math.ceil(tokens))} tokens`;
  if (live.every(({ free }) => free)) return `${words} \u00b7 free`;
  return known.length === costs.length ? `${words} \u00b7 ~${formatAmount(known.reduce((sum, cost) => sum + cost, 0))}` : words;
}

/** `$0.0042`, and the tokens behind it once there are some. */
export function totalWords({ total, attempts, outputTokens }: SpendState): string {
  if (attempts === 0) return '$0.00';
  return outputTokens === 0 ? formatSum(total) : `${formatSum(total)} \u00b7 ${formatTokens(Math.ceil(outputTokens))} tokens`;
}

function story({ live, total, attempts, outputTokens, last }: SpendState): string[] {
  return [
    live.length > 0 ? `Now: ${liveWords(live)}, from ${live.map(({ model }) => model).join(', ')}.` : undefined,
    last && `Last answer: ${lastWords(last)}.`,
    attempts === 0
      ? 'Nothing was asked in this window yet.'
      : `Since this window was opened: ${formatSum(total)} for ${attempts} ${attempts === 1 ? 'answer' : 'answers'}, ${formatTokens(Math.ceil(outputTokens))} output tokens.`,
    total.complete ? undefined : 'For some answers no price is known; they are not in the sum.',
  ].filter((line) => line !== undefined);
}

function lastWords({ model, input, output, outputEstimated, cost, milliseconds }: SpentAttempt): string {
  return [
    model,
    input === undefined ? undefined : `${formatTokens(input)} tokens in`,
    `${outputEstimated ? '~' : ''}${formatTokens(Math.ceil(output))} tokens out`,
    formatMoney(cost) ?? 'price not known',
    `${(milliseconds / 1000).toFixed(1)} s`,
  ].filter((word) => word !== undefined).join(', ');
}
