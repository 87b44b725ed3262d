// What the message in the composer would use, in words: by part, as a share of the window, in money, and elsewhere.

import { localize } from '../../core/base/localize.ts';
import type { ModelInfo } from '../../core/model/modelInfo.ts';
import { exactAmount, formatAmount, formatTokens } from '../../core/money/format.ts';
import type { Forecast } from '../../core/money/forecast.ts';
import type { PromptCount, PromptPart, PromptPartKind } from '../../core/tokens/prompt.ts';
import type { EstimateView } from '../../shared/protocol.ts';

/** All that is known about a question before it is sent. */
export interface Planned {
  readonly count: PromptCount;
  readonly info: ModelInfo;
  readonly expectedOutput: number;
  /** Undefined when there is no price. */
  readonly forecast: Forecast | undefined;
  readonly free: boolean;
  /** What does not go along though it could, in sentences. */
  readonly leftOut: readonly string[];
  readonly others: readonly { readonly model: string; readonly forecast: Forecast | undefined; readonly free: boolean }[];
}

const near = 0.8;

const labels: Readonly<Record<PromptPartKind, () => string>> = {
  system: () => localize('System prompt'),
  instructions: () => localize('Instructions'),
  history: () => localize('Conversation so far'),
  attachment: () => localize('Attachment'),
  tools: () => localize('Tools'),
  schema: () => localize('Answer format'),
  text: () => localize('Your message'),
  overhead: () => localize('Roles and separators'),
};

export function estimateView({ count, info, expectedOutput, forecast, free, leftOut, others }: Planned): EstimateView {
  const { contextWindow } = info;
  const share = contextWindow === undefined ? undefined : count.total / contextWindow;
  const cost = costWords(forecast, free);
  return {
    tokens: `${count.exact ? '' : '~'}${count.exact ? count.total.toLocaleString('en-US') : formatTokens(count.total)} tokens`,
    exact: count.exact,
    ...(share !== undefined && contextWindow !== undefined && { share: localize('{0} of {1}', percent(share), formatTokens(contextWindow)) }),
    level: share === undefined || share < near ? 'fine' : share < 1 ? 'near' : 'over',
    ...(cost !== undefined && { cost }),
    parts: count.parts.map((part) => ({ label: labelOf(part), tokens: part.tokens.toLocaleString('en-US') })),
    notes: notesOf({ count, info, expectedOutput, forecast, free, leftOut, others }, share),
    others: others.flatMap((other) => {
      const price = costWords(other.forecast, other.free);
      return price === undefined ? [] : [{ model: other.model, cost: price }];
    }),
  };
}

function labelOf({ kind, label }: PromptPart): string {
  return label === '' ? labels[kind]() : localize('{0}: {1}', labels[kind](), label);
}

/** `~$0.0034 to $0.31`: from what is expected to the longest answer there can be. */
export function costWords(forecast: Forecast | undefined, free: boolean): string | undefined {
  if (free) return 'free';
  if (forecast?.expected === undefined) return undefined;
  const { expected, largest } = forecast;
  return largest === undefined || formatAmount(largest) === formatAmount(expected) ? `~${formatAmount(expected)}` : `~${formatAmount(expected)} to ${formatAmount(largest)}`;
}

function notesOf({ count, info, expectedOutput, forecast, free, leftOut }: Planned, share: number | undefined): readonly string[] {
  return [
    share !== undefined && share >= 1 ? localize('This is more than the model can read. Shorten it, or choose a model with a larger window.') : undefined,
    ...leftOut,
    count.exact ? undefined : localize('This model counts tokens in a way of its own; the count is an estimate that learns from every answer.'),
    free ? undefined : costNote(forecast, expectedOutput, info.maxOutput),
    forecast?.cacheSaves === undefined ? undefined : localize('If the vendor still has the conversation so far in its cache, it costs {0} less.', formatAmount(forecast.cacheSaves)),
  ].filter((note) => note !== undefined);
}

function costNote(forecast: Forecast | undefined, expectedOutput: number, maxOutput: number | undefined): string {
  if (forecast?.expected === undefined) return localize('There is no price for this model, so its cost is not known. Set one in parley.prices.');
  const usual = localize('{0} for an answer of {1} tokens, as they usually are', exactAmount(Number(forecast.expected.toPrecision(3))), formatTokens(expectedOutput));
  return forecast.largest === undefined || maxOutput === undefined ? `${usual}.` : `${usual}; ${formatAmount(forecast.largest)} for the longest of ${formatTokens(maxOutput)}.`;
}

function percent(share: number): string {
  const hundredths = share * 100;
  return `${hundredths > 0 && hundredths < 1 ? '<1' : Math.round(hundredths)} %`;
}
