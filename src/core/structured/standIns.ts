// Takes out the nulls that stand for absent fields: wires that want every field required get null for the optional ones.

import type { Json, JsonObject } from '../model/message.ts';
import { deepestNesting } from './jsonReader.ts';
import { allowsNull } from './schemaParts.ts';
import { isJsonList, isJsonObject } from './schemaWords.ts';

type Definitions = JsonObject;

/** Thrown for a value no schema of ours has. */
export class TooDeepError extends Error {
  override readonly name = 'TooDeepError';
}

/** Whether a value is nested deeper than any reader behind us should have to bear. */
export function isTooDeep(value: Json, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth > deepestNesting || Object.values(value).some((inner: Json) => isTooDeep(inner, depth + 1));
}

/** A copy without them. A null goes when the field may be absent and nothing says that it may be null. */
export function withoutStandIns(value: Json, schema: JsonObject, definitions: Definitions): Json {
  return copy(value, candidatesOf(schema, definitions), definitions, 0);
}

function copy(value: Json, schemas: readonly JsonObject[], definitions: Definitions, depth: number): Json {
  if (depth > deepestNesting) throw new TooDeepError(`nested deeper than ${deepestNesting} levels`);
  if (isJsonList(value)) {
    const lists = schemas.filter((schema) => mayBe(schema, 'array'));
    return value.map((each, index) => copy(each, expand(lists.flatMap((schema) => itemSchema(schema, index)), definitions), definitions, depth + 1));
  }
  if (!isJsonObject(value)) return value;
  const fitting = schemas.filter((schema) => fits(value, schema));
  const result: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__') continue;
    const told = fitting.flatMap((schema) => (hasProperty(schema, key) ? [schema] : []));
    const further = told.length > 0 ? told.map((schema) => propertyOf(schema, key)) : fitting.flatMap((schema) => schema['additionalProperties'] ?? []);
    const innerSchemas = expand(further, definitions);
    if (inner === null && told.some((schema) => isOptional(schema, key)) && !innerSchemas.some(allowsNull)) continue;
    result[key] = copy(inner, innerSchemas, definitions, depth + 1);
  }
  return result;
}

function expand(schemas: readonly Json[], definitions: Definitions): readonly JsonObject[] {
  return [...new Set(schemas.flatMap((schema) => candidatesOf(schema, definitions)))];
}

/** The schemas a value may be read by: references followed, choices laid open. */
function candidatesOf(schema: Json, definitions: Definitions, steps = 0): readonly JsonObject[] {
  if (!isJsonObject(schema) || steps > 20) return [];
  const reference = schema['$ref'];
  if (typeof reference === 'string') return candidatesOf(definitions[reference.replace('#/$defs/', '')] ?? {}, definitions, steps + 1);
  const inner = [schema['anyOf'], schema['oneOf'], schema['allOf']].filter((list) => list !== undefined && isJsonList(list)).flat();
  return inner.length === 0 ? [schema] : inner.flatMap((choice) => candidatesOf(choice, definitions, steps + 1));
}

/** Whether the fields that tell a union's members apart agree. */
function fits(value: JsonObject, schema: JsonObject): boolean {
  const properties = schema['properties'];
  if (!isJsonObject(properties)) return mayBe(schema, 'object');
  return Object.entries(properties).every(([key, inner]) => {
    if (!isJsonObject(inner) || !Object.hasOwn(value, key)) return true;
    const given = value[key] ?? null;
    return !('const' in inner) || inner['const'] === given || (given === null && isOptional(schema, key));
  });
}

function hasProperty(schema: JsonObject, key: string): boolean {
  return isJsonObject(schema['properties']) && Object.hasOwn(schema['properties'], key);
}

function propertyOf(schema: JsonObject, key: string): Json {
  return isJsonObject(schema['properties']) ? (schema['properties'][key] ?? {}) : {};
}

function isOptional(schema: JsonObject, key: string): boolean {
  return !(isJsonList(schema['required']) && schema['required'].includes(key));
}

function itemSchema(schema: JsonObject, index: number): readonly Json[] {
  const inOrder = isJsonList(schema['prefixItems']) ? schema['prefixItems'][index] : undefined;
  const told = inOrder ?? schema['items'];
  return told === undefined ? [] : [told];
}

function mayBe(schema: JsonObject, kind: 'array' | 'object'): boolean {
  const { type } = schema;
  return type === undefined || type === kind || (isJsonList(type) && type.includes(kind));
}
