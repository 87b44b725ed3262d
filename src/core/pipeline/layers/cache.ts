// Outside of budget, because a replay is free, and inside of trace, which sees replays too. Answers what was asked before in
// exactly the same words from what was kept, where the user wants that; only whole answers are kept, and none to a call with tools.

import type { Clock } from '../../base/clock.ts';
import type { Call } from '../../model/call.ts';
import { cancelled, finishWithError } from '../../model/finish.ts';
import type { Handler, Layer } from '../../model/handler.ts';
import { free, unknownMoney } from '../../model/money.ts';
import { type FinishEvent, isVisible, type StreamEvent } from '../../model/streamEvent.ts';
import { type Usage, unknownUsage } from '../../model/usage.ts';
import { formatMoney } from '../../money/format.ts';

/** How long and how much is kept. */
export interface KeepFor {
  readonly now: number;
  /** What is from before goes. */
  readonly since: number;
  readonly mostBytes: number;
}

/** Where answers are kept, by the digest of what was asked. */
export interface AnswerStore {
  find(key: string, since: number, now: number): Promise<string | undefined>;
  /** Never throws, never waits. */
  keep(key: string, answer: string, terms: KeepFor): void;
  /** Says how many there were. */
  forget(): Promise<number>;
}

export interface CachePolicy {
  /** The tasks whose answers are kept. */
  readonly tasks: readonly string[];
  readonly days: number;
  readonly megabytes: number;
}

export interface CachePorts {
  readonly policy: () => CachePolicy;
  readonly store: AnswerStore;
  readonly clock: Clock;
  /** What else an answer depends on, such as where the provider is. */
  readonly surroundings: (call: Call) => unknown;
}

const day = 86_400_000;
/** What is longer is not worth the time it takes to compare. */
const longestQuestion = 2_000_000;
const longestAnswer = 1_000_000;

export function cache(ports: CachePorts): Layer {
  return (next) => (call) => {
    const policy = ports.policy();
    // Any tool may do something that is not done by telling of it.
    const wanted = policy.tasks.includes(call.task) && (call.tools ?? []).length === 0 && call.continues === undefined;
    return wanted ? fromCache(call, next, policy, ports) : next(call);
  };
}

async function* fromCache(call: Call, next: Handler, { days, megabytes }: CachePolicy, ports: CachePorts): AsyncGenerator<StreamEvent> {
  const key = await keyOf(call, ports.surroundings(call));
  if (key === undefined) {
    yield* next(call);
    return;
  }
  const now = ports.clock.now();
  const terms = { now, since: now - days * day, mostBytes: megabytes * 1_000_000 };
  const kept = call.anew ? undefined : await ports.store.find(key, terms.since, now).catch(() => undefined);
  const events = kept === undefined ? undefined : readAnswer(kept);
  if (events) yield* replay(call, events);
  else yield* keeping(next, call, (answer) => ports.store.keep(key, answer, terms));
}

async function* replay(call: Call, events: readonly StreamEvent[]): AsyncGenerator<StreamEvent> {
  for (const event of events) {
    if (call.signal.aborted) break;
    if (event.type === 'finish') {
      yield { ...event, cost: free };
      return;
    }
    yield event;
    if (event.type === 'message-start') yield { type: 'notice', code: 'from-cache', message: savedWords(events.at(-1)) };
  }
  yield finishWithError(cancelled(undefined), { model: call.model, cost: free });
}

function savedWords(end: StreamEvent | undefined): string {
  const saved = end?.type === 'finish' && end.cost.provenance !== 'free' ? formatMoney(end.cost) : undefined;
  return saved === undefined ? 'From the cache.' : `From the cache, saved ${saved}.`;
}

async function* keeping(next: Handler, call: Call, keep: (answer: string) => void): AsyncGenerator<StreamEvent> {
  const events: StreamEvent[] = [];
  let length = 0;
  let downgraded = false;
  for await (const event of next(call)) {
    if (event.type === 'notice') downgraded ||= event.code.startsWith('budget-');
    else if (length <= longestAnswer && event.type !== 'usage' && event.type !== 'finish') {
      events.push(event);
      length += 'text' in event ? event.text.length + 40 : 200;
    }
    if (event.type === 'finish' && event.reason.unified === 'stop' && !event.error && !downgraded && length <= longestAnswer && events.some(isVisible)) {
      const answer = JSON.stringify([...startOf(events, call), plainFinish(event)]);
      if (answer.length <= longestAnswer) keep(answer);
    }
    yield event;
  }
}

/** The notice of a replay comes after the start, so there is one. */
function startOf(events: readonly StreamEvent[], { model }: Call): readonly StreamEvent[] {
  return events[0]?.type === 'message-start' ? events : [{ type: 'message-start', model }, ...events];
}

function plainFinish({ keyLabel: _key, ...event }: FinishEvent): FinishEvent {
  const cost = event.cost.provenance === 'unknown' ? unknownMoney : event.cost;
  return { ...event, usage: { ...event.usage, raw: undefined }, cost };
}

/** Our own words come back, unless the file was changed by others. */
function readAnswer(text: string): readonly StreamEvent[] | undefined {
  try {
    const events: unknown = JSON.parse(text);
    if (!Array.isArray(events)) return undefined;
    const known = events as readonly StreamEvent[];
    const [start, end] = [known[0], known.at(-1)];
    if (start?.type !== 'message-start' || end?.type !== 'finish' || known.filter(({ type }) => type === 'finish').length !== 1) return undefined;
    // What JSON leaves out was not told.
    const usage: Usage = { input: { ...unknownUsage.input, ...end.usage.input }, output: { ...unknownUsage.output, ...end.usage.output }, raw: undefined };
    return [...known.slice(0, -1), { ...end, reason: { unified: 'stop', raw: end.reason.raw }, responseId: end.responseId, servedModel: end.servedModel, usage }];
  } catch {
    return undefined;
  }
}

/** Everything that decides an answer, as a digest nobody can aim at. Undefined for what is too long. */
async function keyOf({ model, messages, output, sampling, limits, thinking }: Call, surroundings: unknown): Promise<string | undefined> {
  const text = messages.reduce((sum, { parts }) => sum + parts.reduce((length, part) => length + ('text' in part ? part.text.length : 'data' in part ? part.data.length : 0), 0), 0);
  if (text > longestQuestion) return undefined;
  const asked = new TextEncoder().encode(JSON.stringify([model, messages, output, sampling, limits, thinking, surroundings], sorted));
  const digest = await crypto.subtle.digest('SHA-256', asked);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The order in which somebody wrote the names of an object says nothing. */
function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
