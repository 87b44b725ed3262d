// Sends a request; where the server refuses a parameter, mends the body and sends it again.
//
// Each parameter is mended at most once and a call at most three times, and only while nothing was answered yet. What
// helped is remembered for the address and model. Whatever a person asked for and does not get is said in a notice each
// time; a mere other name or role is said once.

import { property } from './json.ts';
import type { Notice } from './sampling.ts';
import { applyChange, type Body, type Change, describeChange, type Substitutes } from './mending/change.ts';
import { readComplaint, type Refusal } from './mending/complaint.ts';
import type { MendingMemory, Whom } from './mending/memory.ts';
import { planChanges } from './mending/plan.ts';

/** A request that may need mending. */
export interface MendableRequest<Answer> {
  readonly body: Body;
  /** Rejects when the server refuses. */
  send(body: Body): Promise<Answer>;
  readonly whom: Whom;
  readonly memory: MendingMemory;
  /** Where notices go. */
  readonly notices: Notice[];
  readonly substitutes?: Substitutes;
  /** Reads what `send` rejected with. Default: an error of an SDK that has `status` and the body as `error`. */
  readonly refusal?: (failure: unknown) => Refusal | undefined;
}

const mostMendings = 3;

/** The answer to the request as it is, or as it had to be mended. Rejects with what the server said last. */
export async function sendMended<Answer>(request: MendableRequest<Answer>): Promise<Answer> {
  const { whom, memory, notices, substitutes = {}, refusal = readSdkError } = request;
  const known = memory.recall(whom);
  let body = request.body;
  let applied: Change[] = [];
  const apply = (changes: readonly Change[]): boolean => {
    const before = applied.length;
    for (const change of changes) {
      const next = applyChange(body, change, substitutes);
      if (next !== body) applied.push(change);
      body = next;
    }
    return applied.length > before;
  };
  apply(known);
  let remembered: readonly Change[] = known;
  for (let mendings = 0; ; mendings += 1) {
    try {
      const answer = await request.send(body);
      for (const change of applied) if (!remembered.includes(change) || isLoss(change)) notices.push(describeChange(change));
      const learned = applied.filter((change) => !remembered.includes(change));
      if (learned.length > 0) memory.learn(whom, [...remembered, ...learned]);
      return answer;
    } catch (failure) {
      const said = refusal(failure);
      const complaint = said && mendings < mostMendings ? readComplaint(said) : undefined;
      if (!complaint) throw failure;
      if (apply(planChanges(body, complaint, touchedBy(applied)))) continue;
      // What was remembered may be what the server complains about: it may have changed meanwhile.
      if (remembered.length === 0 || planChanges(body, complaint, new Set()).length === 0) throw failure;
      memory.forget(whom);
      remembered = [];
      applied = [];
      body = request.body;
    }
  }
}

/** Everything these changes have to do with: neither a renamed field nor its new name is changed again. */
function touchedBy(changes: readonly Change[]): ReadonlySet<string> {
  return new Set(changes.flatMap((change) => (change.type === 'rename' ? [change.path, change.to] : [change.path])));
}

/** Whether a person misses something: a bare spelling, or that usage is asked for, is not their concern. */
function isLoss({ type, path }: Change): boolean {
  return type !== 'rename' && !/^(?:messages\.|stream_options|usage\b|include\b)/.test(path);
}

function readSdkError(failure: unknown): Refusal | undefined {
  if (!(failure instanceof Error)) return undefined;
  const status = 'status' in failure && typeof failure.status === 'number' ? failure.status : undefined;
  const body = 'error' in failure ? failure.error : undefined;
  return status === undefined ? undefined : { status, body: property(body, 'error') ?? body, message: failure.message };
}
