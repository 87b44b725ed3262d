// Small rewritings of schemas: values listed, null allowed, several joined to one.

import type { Json, JsonObject } from '../model/message.ts';
import { referenceIn } from './schemaReferences.ts';
import type { SchemaRules } from './schemaRules.ts';
import { isJsonList, isJsonObject } from './schemaWords.ts';

const nothing: JsonObject = { type: 'null' };

/** An `enum` or `const` as the wire knows it; undefined when a value is an object or a list. */
export function enumerated(schema: JsonObject, rules: SchemaRules): JsonObject | undefined {
  const constant = schema['const'];
  const values = isJsonList(schema['enum']) ? schema['enum'] : [constant ?? null];
  if (values.some((value) => typeof value === 'object' && value !== null)) return undefined;
  if (constant !== undefined && rules.constants) return { ...typesOf([constant]), const: constant };
  if (!rules.simpleEnums) return { ...typesOf(values), enum: values };
  const listed = values.filter((value) => typeof value === 'string' || typeof value === 'number');
  const choices: JsonObject[] = [
    ...(listed.length > 0 ? [{ ...typesOf(listed), enum: listed }] : []),
    ...(values.some((value) => typeof value === 'boolean') ? [{ type: 'boolean' }] : []),
    ...(values.includes(null) ? [nothing] : []),
  ];
  return choices.length === 1 ? choices[0] : { anyOf: choices };
}

function typesOf(values: readonly Json[]): JsonObject {
  const types = [...new Set(values.map((value) => (value === null ? 'null' : typeof value)))];
  return { type: types.length === 1 ? (types[0] ?? 'null') : types };
}

/** Whether null satisfies the schema, as far as it says. A schema that says nothing allows it. */
export function allowsNull(schema: JsonObject): boolean {
  const { type, anyOf, oneOf } = schema;
  if ('const' in schema) return schema['const'] === null;
  if (isJsonList(schema['enum'])) return schema['enum'].includes(null);
  const choices = anyOf ?? oneOf;
  if (isJsonList(choices)) return choices.some((choice) => isJsonObject(choice) && allowsNull(choice));
  if ('$ref' in schema || 'not' in schema || 'allOf' in schema) return false;
  return type === undefined ? !('properties' in schema) : type === 'null' || (isJsonList(type) && type.includes('null'));
}

/** The schema, or null. The description stays outside. */
export function nullable(schema: JsonObject): JsonObject {
  if (allowsNull(schema)) return schema;
  const { type, description, anyOf, ...rest } = schema;
  const words = description === undefined ? {} : { description };
  if (isJsonList(anyOf)) return { ...rest, anyOf: [...anyOf, nothing], ...words };
  const isListed = 'enum' in rest || 'const' in rest || 'properties' in rest || 'items' in rest;
  if (typeof type === 'string' && !isListed) return { ...rest, type: [type, 'null'], ...words };
  return { anyOf: [{ ...(type !== undefined && { type }), ...rest }, nothing], ...words };
}

/** Whether a reference stands in the schema outside of any property. */
export function refersOpenly(schema: Json): boolean {
  if (isJsonList(schema)) return schema.some(refersOpenly);
  if (!isJsonObject(schema)) return false;
  return '$ref' in schema || ['items', 'anyOf', 'prefixItems', 'additionalProperties'].some((key) => refersOpenly(schema[key] ?? null));
}

/** Objects joined to one; undefined when something else is among them, or two disagree about a property. */
export function mergeAll(own: JsonObject, parts: readonly Json[], definitions: Readonly<Record<string, JsonObject>>): JsonObject | undefined {
  const properties = new Map<string, Json>();
  const required = new Set<Json>();
  for (const part of [own, ...parts]) {
    if (!isJsonObject(part)) return undefined;
    const name = referenceIn(part);
    const whole = name === undefined ? part : { ...definitions[name] };
    const isBare = part === own && whole['type'] === undefined && whole['properties'] === undefined;
    if (isBare) continue;
    if (whole['type'] !== 'object' || !isJsonObject(whole['properties']) || isJsonObject(whole['additionalProperties'])) return undefined;
    for (const [key, inner] of Object.entries(whole['properties'])) {
      const known = properties.get(key);
      if (known !== undefined && JSON.stringify(known) !== JSON.stringify(inner)) return undefined;
      properties.set(key, inner);
    }
    if (isJsonList(whole['required'])) for (const key of whole['required']) required.add(key);
  }
  return { ...own, type: 'object', properties: Object.fromEntries(properties), required: [...required] };
}
