// Gets an object that satisfies a zod schema from any handler, or an error that says why not.
//
// native -> tool -> prompt, the first the model takes. An answer that does not fit goes back with what is wrong with it,
// a few times. Every attempt is an ordinary call through the handler, so it is metered like any other.

import type { $ZodType, output } from 'zod/v4/core';
import type { Handler } from '../model/handler.ts';
import { LlmError } from '../model/llmError.ts';
import { addMoney, type MoneySum, noMoney } from '../model/money.ts';
import type { StreamEvent } from '../model/streamEvent.ts';
import type { Usage } from '../model/usage.ts';
import { keepContract } from '../pipeline/keepContract.ts';
import { AttemptReader } from './attemptReader.ts';
import { type Abilities, modesFor, type ModeMemory, type ObjectMode, rememberRefusal } from './modes.ts';
import type { Effort, Growing, ObjectEvent, ObjectResult } from './objectResult.ts';
import { type Problem, writeProblems } from './problem.ts';
import { type Misfit, type ObjectCall, requestFor } from './request.ts';
import { type Salvage, type Salvaged, salvageFrom } from './salvage.ts';
import { shapeOf } from './shape.ts';
import { judge } from './verdict.ts';

export interface ObjectRequest<S extends $ZodType, E extends $ZodType = never> {
  readonly handler: Handler;
  readonly call: ObjectCall;
  readonly schema: S;
  /** Names the object for the model, such as `findings`. */
  readonly name: string;
  /** Answers to take at most, the first included. Calls whose mode is refused do not count. Default 3. */
  readonly attempts?: number;
  /** Lets the model write its reasoning down before the value; it is not part of the value. */
  readonly reasoningFirst?: boolean;
  /** Ask in this mode only. */
  readonly mode?: ObjectMode;
  readonly abilities?: (model: string) => Abilities;
  /** What models refused before; give the same one each time. */
  readonly memory?: ModeMemory;
  /** A list to save from an answer that is cut off or does not fit. */
  readonly salvage?: Salvage<E>;
}

const usualAttempts = 3;

/** Streams the object while it grows. Never throws; leaving the loop ends the call. */
export async function* askForObject<S extends $ZodType, E extends $ZodType = never>(request: ObjectRequest<S, E>): AsyncGenerator<ObjectEvent<output<S>, output<E>>> {
  const { handler, call, schema, salvage } = request;
  const shape = shapeOf(schema, request.name, request.reasoningFirst === true);
  const memory = request.memory ?? new Set<string>();
  const effort = new EffortBook();
  if ('problem' in shape) {
    yield over({ ...effort.sum('native'), ok: false, error: badRequest(shape.problem), problems: [], lastText: '' });
    return;
  }
  const modes = request.mode ? [request.mode] : modesFor(call.model, shape, request.abilities?.(call.model) ?? {}, memory);
  const mostAnswers = Math.max(1, request.attempts ?? usualAttempts);
  let answers = 0;
  let position = 0;
  let misfit: Misfit | undefined;
  let saved: Salvaged<output<E>> | undefined;
  for (;;) {
    const mode = modes[position] ?? 'prompt';
    yield { type: 'attempt-start', attempt: effort.attempts + 1, mode };
    const reading = new AttemptReader(shape);
    const wire = requestFor(mode, call, shape, misfit);
    for await (const event of keepContract(wire, () => handler(wire))) {
      const hasGrown = reading.take(event);
      const part = hasGrown ? partial<output<S>>(reading) : undefined;
      if (part) yield part;
      else if (event.type === 'usage' || event.type === 'notice') yield event;
    }
    const { finish } = reading;
    // keepContract gives one; this is for the compiler.
    if (!finish) return;
    effort.add(finish);
    const verdict = await judge(reading, finish, mode, schema, shape);
    const sum = effort.sum(mode);
    if (verdict.kind === 'object') {
      const reasoning = shape.reasoning(verdict.answer);
      yield over({ ...sum, ok: true, value: verdict.value, ...(reasoning !== undefined && { reasoning }) });
      return;
    }
    if (salvage) saved = better(saved, await salvageFrom(reading, shape, salvage));
    const failed = (error: LlmError, problems: readonly Problem[]): ObjectEvent<output<S>, output<E>> =>
      over({ ...sum, ok: false, error, problems, lastText: reading.text, ...(saved && { salvaged: saved }) });
    if (verdict.kind === 'over') {
      yield failed(verdict.error, []);
      return;
    }
    if (verdict.kind === 'refused-mode' && position + 1 < modes.length) {
      rememberRefusal(memory, call.model, mode, shape, verdict.error);
      position++;
      continue;
    }
    if (verdict.kind === 'refused-mode' && verdict.error) {
      yield failed(verdict.error, []);
      return;
    }
    const problems = verdict.kind === 'misfit' ? verdict.problems : [{ path: [], message: reading.fault() }];
    misfit = { events: reading.events, problems, text: reading.text, mode };
    if (++answers >= mostAnswers || call.signal.aborted) {
      yield failed(misfitError(request.name, problems), problems);
      return;
    }
    yield { type: 'notice', code: 'object-misfit', message: `The answer did not fit the schema and is asked for again: ${writeProblems(problems.slice(0, 1)).slice(2)}` };
  }
}

/** The same without the stream. */
export async function getObject<S extends $ZodType, E extends $ZodType = never>(request: ObjectRequest<S, E>): Promise<ObjectResult<output<S>, output<E>>> {
  let result: ObjectResult<output<S>, output<E>> | undefined;
  for await (const event of askForObject(request)) if (event.type === 'object-end') ({ result } = event);
  if (!result) throw new Error('A stream of an object ended without its end.');
  return result;
}

/** Adds up what the attempts took. */
class EffortBook {
  readonly #usage: Usage[] = [];
  #cost: MoneySum = noMoney;

  get attempts(): number {
    return this.#usage.length;
  }

  add({ usage, cost }: StreamEvent & { readonly type: 'finish' }): void {
    this.#usage.push(usage);
    this.#cost = addMoney(this.#cost, cost);
  }

  sum(mode: ObjectMode): Effort {
    return { attempts: this.attempts, mode, usage: [...this.#usage], cost: this.#cost };
  }
}

function partial<T>(reading: AttemptReader): ObjectEvent<T> | undefined {
  const { value, reasoning } = reading.live();
  if (value === undefined && reasoning === undefined) return undefined;
  return { type: 'partial', value: value as Growing<T> | undefined, ...(reasoning !== undefined && { reasoning }) };
}

function over<T, E>(result: ObjectResult<T, E>): ObjectEvent<T, E> {
  return { type: 'object-end', result };
}

function better<T>(before: Salvaged<T> | undefined, now: Salvaged<T> | undefined): Salvaged<T> | undefined {
  return before && before.elements.length > (now?.elements.length ?? 0) ? before : (now ?? before);
}

function badRequest(message: string): LlmError {
  return new LlmError({ kind: 'bad-request', message, retryable: false });
}

function misfitError(name: string, problems: readonly Problem[]): LlmError {
  return new LlmError({ kind: 'bad-response', message: `The model gave no "${name}" that fits the schema:\n${writeProblems(problems)}`, retryable: true });
}
