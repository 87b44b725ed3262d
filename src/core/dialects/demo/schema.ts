// A value that satisfies a simple JSON Schema, so that tools and structured answers can be tried without a model.

import type { Json, JsonObject } from '../../model/message.ts';

/** Schemas can refer to themselves; beyond this only what is required is made, and soon nothing. */
const roomyDepth = 4;
const deepestLevel = 10;
const mostValues = 2_000;

/** The smallest fitting value for tool arguments, or one with all its properties. */
export type Filling = 'required' | 'all';

/** What one value is made under. */
interface Making {
  readonly filling: Filling;
  readonly root: Json;
  values: number;
}

/** A value for `schema`, always the same one. Beyond simple schemas it is a best effort. */
export function sampleOf(schema: JsonObject, filling: Filling): Json {
  return make(schema, { filling, root: schema, values: 0 }, 0, 'demo');
}

function make(schema: Json, making: Making, depth: number, name: string): Json {
  if (!isObject(schema) || depth > deepestLevel || ++making.values > mostValues) return null;
  const again: Again = (inner, innerName = name) => make(inner, making, depth + 1, innerName);
  if (schema['const'] !== undefined) return schema['const'];
  for (const list of [schema['enum'], schema['examples']]) if (isList(list) && list[0] !== undefined) return list[0];
  if (schema['default'] !== undefined) return schema['default'];
  const reference = schema['$ref'];
  if (typeof reference === 'string') return again(resolve(making.root, reference));
  for (const list of [schema['anyOf'], schema['oneOf']]) if (isList(list)) return again(preferred(list));
  const all = schema['allOf'];
  if (isList(all)) return again(merged(schema, all.filter(isObject)));
  const isRoomy = depth < roomyDepth;
  switch (typeIn(schema)) {
    case 'object':
      return objectOf(schema, making.filling === 'all' && isRoomy, again);
    case 'array':
      return listOf(schema, isRoomy ? 1 : 0, again);
    case 'integer':
    case 'number':
      return numberIn(schema);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textIn(schema, name);
  }
}

type Again = (inner: Json, name?: string) => Json;

/** The parts of an `allOf` as one schema; the properties of all of them count. */
function merged(schema: JsonObject, parts: readonly JsonObject[]): JsonObject {
  const { allOf: _, ...own } = schema;
  const every = [own, ...parts];
  const properties: JsonObject = Object.assign({}, ...every.map((part) => part['properties']).filter(isObject)) as JsonObject;
  const required = every.flatMap((part) => (isList(part['required']) ? part['required'] : []));
  return { ...(Object.assign({}, ...every) as JsonObject), ...(Object.keys(properties).length > 0 && { properties, required }) };
}

/** As `sampleOf`, for the arguments of a tool: always an object. */
export function sampleArguments(schema: JsonObject): JsonObject {
  const sample = sampleOf(schema, 'required');
  return isObject(sample) ? sample : {};
}

function typeIn(schema: JsonObject): string {
  const type = schema['type'];
  if (typeof type === 'string') return type;
  const first = isList(type) ? type.find((each) => typeof each === 'string' && each !== 'null') : undefined;
  if (typeof first === 'string') return first;
  if (isList(type)) return 'null';
  return schema['properties'] !== undefined || schema['required'] !== undefined ? 'object' : schema['items'] === undefined ? 'string' : 'array';
}

function objectOf(schema: JsonObject, withOptional: boolean, again: Again): JsonObject {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const required = isList(schema['required']) ? schema['required'].filter((key) => typeof key === 'string') : [];
  const keys = new Set([...(withOptional ? Object.keys(properties) : []), ...required]);
  return Object.fromEntries(Array.from(keys, (key) => [key, again(Object.hasOwn(properties, key) ? (properties[key] ?? {}) : {}, key)]));
}

function listOf(schema: JsonObject, usual: number, again: Again): Json {
  const fixed = isList(schema['prefixItems']) ? schema['prefixItems'] : [];
  const wanted = Math.min(Math.max(usual, numberOr(schema['minItems'], 0)), numberOr(schema['maxItems'], 50), 50);
  const further = Math.max(0, wanted - fixed.length);
  return [...fixed.map((inner) => again(inner)), ...Array.from({ length: further }, () => again(schema['items'] ?? {}))];
}

function numberIn(schema: JsonObject): number {
  const step = numberOr(schema['multipleOf'], typeIn(schema) === 'integer' ? 1 : 0);
  const least = Math.max(numberOr(schema['minimum'], -Infinity), numberOr(schema['exclusiveMinimum'], -Infinity));
  const most = Math.min(numberOr(schema['maximum'], Infinity), numberOr(schema['exclusiveMaximum'], Infinity));
  const fits = (value: number): boolean =>
    value >= least && value <= most && value !== schema['exclusiveMinimum'] && value !== schema['exclusiveMaximum'] && (step === 0 || Number.isInteger(value / step));
  const near = step > 0 ? [Math.ceil(least / step) * step, (Math.floor(least / step) + 1) * step, Math.floor(most / step) * step] : [];
  const candidates = [1, 0, step, ...near, least, most, (least + most) / 2, least + 1, most - 1];
  return candidates.find((value) => Number.isFinite(value) && fits(value)) ?? 1;
}

const formats: Readonly<Record<string, string>> = {
  date: '2026-01-31', time: '12:00:00Z', 'date-time': '2026-01-31T12:00:00Z', email: 'demo@example.com', uri: 'https://example.com/', url: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000', hostname: 'example.com', ipv4: '192.0.2.1', ipv6: '2001:db8::1', duration: 'PT1M',
};

function textIn(schema: JsonObject, name: string): string {
  const format = schema['format'];
  const known = typeof format === 'string' && Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (known !== undefined) return known;
  const least = Math.min(1_000, numberOr(schema['minLength'], 0));
  const plain = name === 'demo' ? 'demo' : `demo ${name}`;
  return plain.padEnd(least, '.').slice(0, Math.max(least, Math.min(plain.length, numberOr(schema['maxLength'], plain.length))));
}

/** A choice that is not null says more. */
function preferred(choices: readonly Json[]): Json {
  return choices.find((choice) => isObject(choice) && choice['type'] !== 'null') ?? choices[0] ?? {};
}

function resolve(root: Json, reference: string): Json {
  let place: Json | undefined = root;
  if (!reference.startsWith('#')) return {};
  for (const step of reference.slice(1).split('/').filter((part) => part !== '')) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    place = isObject(place) && Object.hasOwn(place, key) ? place[key] : undefined;
  }
  return place ?? {};
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
