// A zod schema as the JSON Schema that is sent, and the way back from what is answered.

import type { $ZodType } from 'zod/v4/core';
import { toJSONSchema, object } from 'zod/mini';
import type { Json, JsonObject } from '../model/message.ts';
import { withoutStandIns } from './standIns.ts';

/** What is asked for. The schema sent is always an object: some wires take nothing else. */
export interface Shape {
  readonly name: string;
  readonly schema: JsonObject;
  /** True when the value stands in a field of its own: it is no object, or reasoning goes before it. */
  readonly isWrapped: boolean;
  /** Whether an answer may open with a bracket. */
  readonly lists: boolean;
  /** What an answer may mean, likeliest first, without nulls that stand for absent fields. */
  readings(answer: Json): readonly Json[];
  /** The value within an unfinished answer; it grows in place. */
  live(answer: Json): Json | undefined;
  reasoning(answer: Json): string | undefined;
}

const field = 'value';
const reasoningField = 'reasoning';

/** Makes the shape, or says why the schema cannot be asked for. */
export function shapeOf(zodSchema: $ZodType, name: string, reasoningFirst: boolean): Shape | { readonly problem: string } {
  let whole: JsonObject;
  try {
    whole = toJSONSchema(object({ [field]: zodSchema }), { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' }) as JsonObject;
  } catch (failure) {
    return { problem: `The schema "${name}" cannot be written as JSON Schema: ${failure instanceof Error ? failure.message : 'unknown reason'}` };
  }
  const definitions = recordIn(whole, '$defs');
  const value = recordIn(whole, 'properties')[field] as JsonObject;
  const kind = zodSchema._zod.def.type;
  if (Object.keys(value).length === 0 && kind !== 'any' && kind !== 'unknown') {
    return { problem: `The schema "${name}" is of the kind "${kind}", which JSON Schema cannot express.` };
  }
  const resolved = typeof value['$ref'] === 'string' ? recordIn(definitions, value['$ref'].replace('#/$defs/', '')) : value;
  const isObject = resolved['type'] === 'object' && !Array.isArray(resolved['allOf']);
  const isWrapped = reasoningFirst || !isObject;
  const defs = Object.keys(definitions).length > 0 ? { $defs: definitions } : {};
  const schema: JsonObject = isWrapped
    ? {
        type: 'object',
        properties: { ...(reasoningFirst && { [reasoningField]: { type: 'string', description: 'Short reasoning that leads to the value.' } }), [field]: value },
        required: [...(reasoningFirst ? [reasoningField] : []), field],
        additionalProperties: false,
        ...defs,
      }
    : { ...resolved, ...defs };
  const clean = (answer: Json): Json => withoutStandIns(answer, value, definitions);
  return {
    name: name.replaceAll(/[^\w-]/g, '_').slice(0, 64) || 'answer',
    schema,
    isWrapped,
    lists: !isObject,
    // A model may leave the wrapping out; the check decides which reading it was.
    readings: (answer) => (isWrapped && isRecord(answer) && Object.hasOwn(answer, field) ? [clean(answer[field] ?? null), clean(answer)] : [clean(answer)]),
    live: (answer) => (isWrapped ? (isRecord(answer) && Object.hasOwn(answer, field) ? answer[field] : undefined) : answer),
    reasoning: (answer) => {
      const said = reasoningFirst && isRecord(answer) ? answer[reasoningField] : undefined;
      return typeof said === 'string' ? said : undefined;
    },
  };
}

function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function recordIn(value: JsonObject, key: string): JsonObject {
  const inner = value[key];
  return isRecord(inner) ? inner : {};
}
