// How the cost of an answer came about, line by line, with the price it was calculated by.

import { localize } from '../../core/base/localize.ts';
import { answeringModel, type AssistantTurn } from '../../core/conversation/turn.ts';
import type { Money } from '../../core/model/money.ts';
import { sumTokens, type Usage } from '../../core/model/usage.ts';
import { type Calculation, calculate, type CostLine } from '../../core/money/cost.ts';
import { exactAmount, formatMoney, formatSeconds } from '../../core/money/format.ts';
import { nameEntry, type PriceBook } from '../../core/money/price.ts';
import { serviceTierOf } from '../../core/money/serviceTier.ts';
import type { BillLine, BillView } from '../../shared/protocol.ts';
import { speedOf } from './meterView.ts';

/** The bill of an answer that has ended. Undefined before. */
export async function billOf(turn: AssistantTurn, prices: PriceBook): Promise<BillView | undefined> {
  const { end } = turn;
  if (!end) return undefined;
  await prices.ready();
  const entry = prices.find({ asked: answeringModel(turn), served: end.servedModel });
  const tier = serviceTierOf(end.serviceTier, end.usage.raw);
  // The requests of a joined answer may each have a price of their own.
  const calculation = entry && end.parts === undefined && end.cost.provenance !== 'free' ? calculate(end.usage, entry, { at: turn.startedAt, tier }) : undefined;
  const total = totalOf(end.cost);
  return {
    facts: factsOf(turn, end.usage, tier),
    lines: calculation?.lines.map(lineOf) ?? untoldLines(end.usage),
    ...(total !== undefined && { total }),
    notes: [end.parts === undefined ? undefined : localize('{0} requests made this answer, and this is their sum. The dashboard has each by itself.', end.parts), moneyNote(end.cost), calculation && calculationNote(calculation), differenceNote(end.cost), calculation?.entry.note].filter((note) => note !== undefined),
  };
}

function totalOf(cost: Money): string | undefined {
  if (cost.provenance === 'unknown' || cost.provenance === 'free') return formatMoney(cost);
  return `${cost.provenance === 'estimated' ? '~' : ''}${exactAmount(cost.amount)}`;
}

function factsOf(turn: AssistantTurn, usage: Usage, tier: string | undefined): BillView['facts'] {
  const { end, firstAt, startedAt } = turn;
  const input = sumTokens(usage.input);
  const speed = end && speedOf(turn, sumTokens(usage.output) ?? turn.estimatedOutput, end.endedAt);
  return [
    [localize('Asked'), turn.model],
    [localize('Answered by'), turn.answering],
    [localize('Served by'), end?.servedModel],
    [localize('Service tier'), tier],
    [localize('Cache hits'), usage.input.cacheRead === undefined || !input ? undefined : `${Math.round((usage.input.cacheRead / input) * 100)} % of the input`],
    [localize('First token after'), firstAt === undefined ? undefined : formatSeconds(firstAt - startedAt)],
    [localize('Speed'), speed],
    [localize('Time'), end && formatSeconds(end.endedAt - startedAt)],
  ].flatMap(([label = '', value]) => (value === undefined ? [] : [{ label, value }]));
}

function lineOf({ label, count, rate, amount }: CostLine): BillLine {
  const isFee = label.startsWith('fee');
  return { label: sentence(label), count: count.toLocaleString('en-US'), rate: `${exactAmount(rate)} / ${isFee ? '1k' : '1M'}`, amount: exactAmount(amount) };
}

/** Without a price there are the counts at least. */
function untoldLines({ input, output }: Usage): readonly BillLine[] {
  const counts = [[localize('Input'), input.fresh], [localize('Input from the cache'), input.cacheRead], [localize('Input written to the cache'), input.cacheWrite5m], [localize('Input written to the cache for an hour'), input.cacheWrite1h], [localize('Output'), output.text], [localize('Reasoning'), output.reasoning]] as const;
  return counts.flatMap(([label, count]) => (count ? [{ label, count: count.toLocaleString('en-US'), rate: '', amount: '' }] : []));
}

function moneyNote(cost: Money): string | undefined {
  switch (cost.provenance) {
    case 'reported':
      return localize('The provider reported this cost itself; it beats every table.');
    case 'estimated':
      return 'Estimated: the provider did not tell all counts.';
    case 'unknown':
      return localize('The cost of this answer is not known. It is in no sum, and every sum says "at least" because of it.');
    case 'free':
      return localize('This costs nothing.');
    case 'computed':
      return undefined;
  }
}

function calculationNote({ entry, tierUsed, problem }: Calculation): string {
  return `Price: ${nameEntry(entry)} (${tierUsed}).${problem === undefined ? '' : ` ${problem}`}`;
}

function differenceNote(cost: Money): string | undefined {
  if (cost.provenance !== 'reported' || cost.table === undefined || cost.table === cost.amount) return undefined;
  return localize('By the table it would be {0}, a difference of {1}.', exactAmount(cost.table), exactAmount(Math.abs(cost.table - cost.amount)));
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
