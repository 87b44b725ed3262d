// The diagnosis as a page of Markdown, to be read here and to be pasted where help is asked for.

import { localize } from '../../core/base/localize.ts';
import { redact } from '../../core/base/redact.ts';
import { sumTokens } from '../../core/model/usage.ts';
import { formatMoney, formatSeconds, formatTokens } from '../../core/money/format.ts';
import type { AttemptRecord, CallRecord, Outcome } from '../../core/trace/record.ts';
import type { DoctorFacts } from './facts.ts';

/** More of them nobody reads. */
const mostCalls = 20;

export function reportOf({ surroundings, models, providers, problems, calls }: DoctorFacts): string {
  const lines = [
    `# ${localize('Parley: diagnosis')}`,
    '',
    localize('It holds no keys, no questions and no answers.'),
    '',
    ...table([localize('What'), localize('Is')], surroundings),
    `## ${localize('Models')}`,
    '',
    ...table([localize('Task'), localize('Model')], models.map(({ task, model }) => [task, model])),
    `## ${localize('Providers')}`,
    '',
    ...(providers.length === 0 ? [localize('None is set up. "Parley: Manage Keys" does that.'), ''] : table([localize('Provider'), localize('Address'), localize('Key')], providers.map(({ id, label, address, key }) => [`${label} (${id})`, address ?? '', key]))),
    `## ${localize('Settings')}`,
    '',
    ...(problems.length === 0 ? [localize('All of them are understood.')] : problems.map((problem) => `- ${inline(problem)}`)),
    '',
    `## ${localize('Last requests')}`,
    '',
    ...(calls.length === 0 ? [localize('Nothing was asked since this window opened.')] : calls.toReversed().slice(0, mostCalls).flatMap(callLines)),
  ];
  return `${redact(lines.join('\n').trimEnd())}\n`;
}

function callLines({ task, decisions, attempts, ...call }: CallRecord): string[] {
  const story = [
    ...decisions.map(({ at, message }) => ({ at, text: inline(message) })),
    ...attempts.map((attempt) => ({ at: attempt.startedAt, text: attemptWords(attempt) })),
  ].toSorted((a, b) => a.at - b.at);
  return [
    `### ${timeOf(call.startedAt)} ${inline(task)}: ${inline(call.model)}`,
    '',
    `${outcomeWords(call)} ${localize('It took {0}.', formatSeconds(call.endedAt - call.startedAt))}`,
    '',
    ...story.map(({ at, text }) => `1. +${formatSeconds(at - call.startedAt)} ${text}`),
    '',
  ];
}

function attemptWords(attempt: AttemptRecord): string {
  const { model, queue, connect, firstEvent, startedAt, endedAt } = attempt;
  const times = [
    queue >= 100 ? localize('waited {0}', formatSeconds(queue)) : undefined,
    connect ? localize('connected after {0}', formatSeconds(connect)) : undefined,
    firstEvent === undefined ? undefined : localize('began after {0}', formatSeconds(firstEvent)),
    localize('ended after {0}', formatSeconds(endedAt - startedAt)),
  ].filter((time) => time !== undefined);
  return `**${inline(model)}**: ${times.join(', ')}. ${outcomeWords(attempt)}`;
}

function outcomeWords({ reason, error, usage, cost, servedModel }: Outcome): string {
  const [input, output] = [sumTokens(usage.input), sumTokens(usage.output)];
  const facts = [
    servedModel === undefined ? undefined : localize('Served by {0}.', inline(servedModel)),
    input === undefined && output === undefined ? undefined : localize('{0} tokens in, {1} out.', input === undefined ? '?' : formatTokens(input), output === undefined ? '?' : formatTokens(output)),
    localize('Cost: {0}.', formatMoney(cost) ?? localize('not known')),
    error && `[${error.kind}]${error.status === undefined ? '' : ` HTTP ${error.status}`}${error.requestId === undefined ? '' : ` (${inline(error.requestId)})`} ${inline(error.message)}`,
  ].filter((fact) => fact !== undefined);
  return [localize('Ended with "{0}".', reason), ...facts].join(' ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => inline(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

/** What servers and settings say stays on its line, and is no markup. */
function inline(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[<`*_[\]\\]/g, (sign) => `\\${sign}`).trim();
}

function timeOf(moment: number): string {
  return new Date(moment).toISOString().slice(11, 19);
}
