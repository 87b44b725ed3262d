// An answer that has to satisfy a schema: asked for in the way the model takes, checked, and asked for again with what is
// wrong. It comes out as one text when it is whole, since half of a wrong one is of no use to a program.

import { fromJSONSchema } from 'zod';
import type { $ZodType } from 'zod/v4/core';
import { finish, finishWithError } from '../core/model/finish.ts';
import type { Handler } from '../core/model/handler.ts';
import type { JsonObject } from '../core/model/message.ts';
import { free, type Money } from '../core/model/money.ts';
import { isNaturalEnd, type StreamEvent } from '../core/model/streamEvent.ts';
import { sumMoney, sumUsage } from '../core/pipeline/routes/sum.ts';
import { askForObject } from '../core/structured/askForObject.ts';
import { UsageError } from './usageError.ts';

/** A schema from a file. Throws a UsageError when it cannot be checked against. */
export function readSchema(schema: JsonObject): $ZodType {
  try {
    return fromJSONSchema(schema);
  } catch (failure) {
    throw new UsageError(`The schema cannot be used: ${failure instanceof Error ? failure.message : String(failure)}`);
  }
}

/** The same client, for a call whose answer is held against `schema`. */
export function checkedAnswer(client: Handler, schema: $ZodType): Handler {
  return async function* (call) {
    const { output, tools: _tools, toolChoice: _choice, ...plain } = call;
    let last: readonly StreamEvent[] = [];
    const costs: Money[] = [];
    const watched: Handler = async function* (attempt) {
      const events: StreamEvent[] = [];
      last = events;
      for await (const event of client(attempt)) {
        events.push(event);
        if (event.type === 'finish') costs.push(event.cost);
        yield event;
      }
    };
    for await (const event of askForObject({ handler: watched, call: plain, schema, name: output?.name ?? 'answer' })) {
      if (event.type === 'notice') yield event;
      if (event.type !== 'object-end') continue;
      const { result } = event;
      yield* last.filter(({ type }) => type === 'message-start' || type === 'thinking-delta');
      const said = result.ok ? wordsOf(last, result.value) : result.lastText;
      if (said !== '') yield { type: 'text-delta', text: said };
      const usage = sumUsage(result.usage);
      const end = last.findLast((known) => known.type === 'finish');
      const facts = { model: call.model, raw: end?.reason.raw, servedModel: end?.servedModel, responseId: end?.responseId, usage, cost: costs.length === 0 ? free : sumMoney(costs) };
      if (result.ok) yield finish({ ...facts, reason: 'stop' });
      // What ended the last attempt says more than that there is no object.
      else yield end && !isNaturalEnd(end.reason.unified) ? { ...end, usage: facts.usage, cost: facts.cost } : finishWithError(result.error, facts);
    }
  };
}

/** As the model wrote it where that is the object and nothing else. */
function wordsOf(events: readonly StreamEvent[], value: unknown): string {
  const text = events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(value);
  }
}
