// What a run came to, and which promises it broke.

import type { FinishEvent } from '../../src/core/model/streamEvent.ts';
import type { StoredRow } from '../../src/core/money/usageQuery.ts';
import type { ChaosServer } from './support/chaosServer.ts';
import type { Fault } from './support/faults.ts';

/** How one call went. */
export interface Outcome {
  readonly call: number;
  readonly text: string;
  readonly expected: string;
  /** Undefined when it broke the contract of a stream. */
  readonly finish: FinishEvent | undefined;
  /** What each of its attempts met. */
  readonly met: readonly (Fault | undefined)[];
}

export interface Observed {
  readonly outcomes: readonly Outcome[];
  /** New attempts allowed. */
  readonly attempts: number;
  readonly rows: readonly StoredRow[];
  readonly servers: readonly ChaosServer[];
  readonly unhandled: number;
  readonly openRequests: number;
  readonly timers: number;
  readonly trouble: readonly string[];
  readonly milliseconds: number;
}

export interface Figures {
  readonly calls: number;
  readonly answered: number;
  readonly failed: Readonly<Record<string, number>>;
  readonly attempts: number;
  readonly faults: number;
  /** Calls that met a fault and were answered all the same. */
  readonly healed: number;
  /** Calls whose answer broke off and was gone on with to its end. */
  readonly continued: number;
  /** What calls met last that ended with a failure another attempt may have helped. */
  readonly unhealed: readonly string[];
  readonly doubledOrLost: number;
  readonly unhandledRejections: number;
  readonly openRequests: number;
  readonly timers: number;
  readonly ledger: { readonly rows: number; readonly whole: number; readonly tokens: number };
  readonly servers: { readonly whole: number; readonly tokens: number };
  readonly seconds: number;
  /** Every broken promise, in words. */
  readonly broken: readonly string[];
}

export function sumUp(observed: Observed): Figures {
  const { outcomes, rows, servers } = observed;
  const broken = outcomes.flatMap((outcome) => brokenBy(outcome, observed.attempts)).concat(observed.trouble);
  const failed: Record<string, number> = {};
  for (const { finish } of outcomes) if (finish?.error) failed[finish.error.kind] = (failed[finish.error.kind] ?? 0) + 1;
  const attempts = outcomes.reduce((sum, { met }) => sum + met.length, 0);
  const whole = rows.filter(({ finish }) => finish === 'stop');
  const ledger = { rows: rows.length, whole: whole.length, tokens: whole.reduce((sum, { usage }) => sum + (usage.output.text ?? 0), 0) };
  const told = { whole: servers.reduce((sum, server) => sum + server.whole.answers, 0), tokens: servers.reduce((sum, server) => sum + server.whole.tokens, 0) };
  const must = (holds: boolean, promise: string): void => void (holds || broken.push(promise));
  must(ledger.rows === attempts, `the ledger has ${ledger.rows} rows for ${attempts} attempts`);
  must(ledger.whole === told.whole && ledger.tokens === told.tokens, `the ledger has ${ledger.whole} answers of ${ledger.tokens} tokens, the servers sent ${told.whole} of ${told.tokens}`);
  must(observed.unhandled === 0, `${observed.unhandled} rejections were not handled`);
  must(observed.openRequests === 0, `${observed.openRequests} requests were left open`);
  must(observed.timers === 0, `${observed.timers} timers were left`);
  return {
    calls: outcomes.length,
    answered: outcomes.filter(({ finish }) => finish && !finish.error).length,
    failed,
    attempts,
    faults: outcomes.flatMap(({ met }) => met).filter((fault) => fault).length,
    healed: outcomes.filter(({ finish, met }) => finish && !finish.error && met.some((fault) => fault?.heals)).length,
    continued: outcomes.filter(({ finish, met }) => finish && !finish.error && met.some((fault) => fault?.breaks)).length,
    unhealed: outcomes.flatMap(({ finish, met }) => (finish?.error && met.at(-1)?.heals ? [`${met.map((fault) => fault?.name ?? 'fine').join(', ')}: ${finish.error.message}`] : [])),
    doubledOrLost: outcomes.reduce((sum, { text, expected, finish }) => sum + charactersWrong(text, expected, finish !== undefined && !finish.error), 0),
    unhandledRejections: observed.unhandled,
    openRequests: observed.openRequests,
    timers: observed.timers,
    ledger,
    servers: told,
    seconds: Math.round(observed.milliseconds / 100) / 10,
    broken,
  };
}

/** What was told beyond what was said, and what is missing of an answer that is called whole. */
function charactersWrong(text: string, expected: string, whole: boolean): number {
  let same = 0;
  while (same < text.length && text[same] === expected[same]) same++;
  return text.length - same + (whole ? expected.length - same : 0);
}

function brokenBy({ call, text, expected, finish, met }: Outcome, attempts: number): string[] {
  const last = met.at(-1);
  const name = `call ${call} (${met.map((fault) => fault?.name ?? 'fine').join(', ') || 'nothing sent'})`;
  if (!finish) return [`${name} broke the contract of a stream`];
  const { error } = finish;
  // What could not be gone on with ended where it first broke.
  const firstBreak = met.find((fault) => fault?.breaks);
  const allowed = [...(last?.ends ?? ['answered']), ...(firstBreak?.ends ?? [])];
  const parts = 1 + met.filter((fault) => fault?.breaks).length;
  const ended = error?.kind ?? 'answered';
  return [
    ...(charactersWrong(text, expected, !error) > 0 ? [`${name} told ${JSON.stringify(text.slice(0, 80))} where ${JSON.stringify(expected.slice(0, 80))} was said`] : []),
    ...(allowed.includes(ended) || error?.facts.unsent ? [] : [`${name} ended as ${ended}, where it may end as ${allowed.join(' or ')}: ${error?.message ?? ''}`]),
    ...(met.length > (attempts + 1) * parts ? [`${name} had ${met.length} attempts`] : []),
    ...met.slice(0, -1).flatMap((fault) => (fault?.heals || (fault?.breaks && attempts > 0) ? [] : [`${name} was tried again after ${fault?.name ?? 'an answer'}`])),
  ];
}
