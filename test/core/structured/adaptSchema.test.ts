// What each family of wires is sent, and what it never is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod/mini';
import type { Json, JsonObject } from '../../../src/core/model/message.ts';
import { adaptSchema, schemaFor } from '../../../src/core/structured/adaptSchema.ts';
import { type SchemaFamily, schemaFamilies } from '../../../src/core/structured/schemaRules.ts';
import { shapeOf } from '../../../src/core/structured/shape.ts';

const families = Object.keys(schemaFamilies) as SchemaFamily[];

function jsonSchemaOf(schema: z.ZodMiniType): JsonObject {
  const shape = shapeOf(schema, 'thing', false);
  assert.ok(!('problem' in shape));
  return shape.schema;
}

function adapted(family: SchemaFamily, schema: z.ZodMiniType): JsonObject {
  const result = schemaFor(family, jsonSchemaOf(schema));
  assert.ok(result.fits, `${family}: ${result.fits ? '' : result.reasons.join('; ')}`);
  return result.schema;
}

function reasons(family: SchemaFamily, schema: z.ZodMiniType): string {
  const result = schemaFor(family, jsonSchemaOf(schema));
  return result.fits ? 'fits' : result.reasons.join('; ');
}

/** Every schema within a schema. */
function* within(schema: Json): Generator<JsonObject> {
  if (Array.isArray(schema)) for (const each of schema as Json[]) yield* within(each);
  else if (typeof schema === 'object' && schema !== null) {
    yield schema as JsonObject;
    for (const inner of Object.values(schema)) yield* within(inner);
  }
}

const Node = z.object({
  name: z.string(),
  get children() {
    return z.array(Node);
  },
});

const nested = z.object({ outer: z.object({ kept: z.string(), note: z.optional(z.string()), inner: z.optional(z.object({ count: z.optional(z.int()) })) }) });

test('OpenAI: what is optional is required and may be null, at every depth, and every object is closed', () => {
  assert.deepEqual(adapted('openai', nested), {
    type: 'object',
    properties: {
      outer: {
        type: 'object',
        properties: {
          kept: { type: 'string' },
          note: { type: ['string', 'null'] },
          inner: {
            anyOf: [
              { type: 'object', properties: { count: { type: ['integer', 'null'] } }, required: ['count'], additionalProperties: false },
              { type: 'null' },
            ],
          },
        },
        required: ['kept', 'note', 'inner'],
        additionalProperties: false,
      },
    },
    required: ['outer'],
    additionalProperties: false,
  });
});

test('Anthropic and Gemini keep optional properties optional; only Anthropic closes objects', () => {
  const plain = { type: 'object', properties: { kept: { type: 'string' }, note: { type: 'string' } }, required: ['kept'] };
  const schema = z.object({ kept: z.string(), note: z.optional(z.string()) });
  assert.deepEqual(adapted('anthropic', schema), { ...plain, additionalProperties: false });
  assert.deepEqual(adapted('gemini', schema), plain);
  assert.deepEqual(adapted('grammar', schema), plain);
});

test('constraints a wire does not know are told in the description', () => {
  const schema = z.object({
    title: z.string().check(z.minLength(3), z.maxLength(80)).register(z.globalRegistry, { description: 'Short.' }),
    line: z.int().check(z.minimum(1)),
    mail: z.email(),
    tags: z.array(z.string()).check(z.minLength(1), z.maxLength(5)),
    level: z._default(z.number(), 2),
  });
  const properties = (family: SchemaFamily): Record<string, JsonObject> => adapted(family, schema)['properties'] as Record<string, JsonObject>;
  const openai = properties('openai');
  assert.deepEqual(openai['title'], { type: 'string', description: 'Short. (minLength: 3, maxLength: 80)' });
  assert.deepEqual(openai['line'], { type: 'integer', description: '(minimum: 1)' });
  assert.deepEqual(openai['mail'], { type: 'string', description: '(format: "email")' });
  assert.deepEqual(openai['tags'], { type: 'array', items: { type: 'string' }, description: '(minItems: 1, maxItems: 5)' });
  assert.deepEqual(openai['level'], { type: ['number', 'null'], description: '(default: 2)' });
  const anthropic = properties('anthropic');
  assert.equal(anthropic['mail']?.['format'], 'email');
  assert.deepEqual(anthropic['tags'], { type: 'array', items: { type: 'string' }, minItems: 1, description: '(maxItems: 5)' });
  const gemini = properties('gemini');
  assert.equal(gemini['line']?.['minimum'], 1);
  assert.deepEqual([gemini['tags']?.['minItems'], gemini['tags']?.['maxItems']], [1, 5]);
  assert.equal((properties('grammar')['title'])?.['minLength'], 3);
});

test('unions become anyOf, a union at the root is put in a field', () => {
  const union = z.discriminatedUnion('kind', [z.object({ kind: z.literal('a'), n: z.number() }), z.object({ kind: z.literal('b'), s: z.optional(z.string()) })]);
  for (const family of ['openai', 'anthropic', 'gemini'] as const) {
    const schema = adapted(family, union);
    assert.equal(schema['type'], 'object');
    const choice = (schema['properties'] as Record<string, JsonObject>)['value'];
    const choices = choice?.['anyOf'];
    assert.ok(Array.isArray(choices) && choices.length === 2, family);
    assert.ok([...within(schema)].every((each) => !('oneOf' in each) || !Array.isArray(each['oneOf'])));
  }
  const bare = adaptSchema({ anyOf: [{ type: 'object', properties: {} }, { type: 'object', properties: {} }] }, schemaFamilies.openai);
  assert.ok(!bare.fits && /root/.test(bare.reasons.join()));
});

test('enums and literals are written as the wire knows them', () => {
  const schema = z.object({ level: z.enum(['low', 'high']), one: z.literal('x'), mixed: z.literal(['y', 3]), yes: z.literal(true), maybe: z.nullable(z.enum(['p', 'q'])) });
  const openai = adapted('openai', schema)['properties'] as Record<string, JsonObject>;
  assert.deepEqual(openai['level'], { type: 'string', enum: ['low', 'high'] });
  assert.deepEqual(openai['one'], { type: 'string', const: 'x' });
  assert.deepEqual(openai['mixed'], { type: ['string', 'number'], enum: ['y', 3] });
  const gemini = adapted('gemini', schema)['properties'] as Record<string, JsonObject>;
  assert.deepEqual(gemini['one'], { type: 'string', enum: ['x'] });
  assert.deepEqual(gemini['yes'], { type: 'boolean' });
  for (const each of within(gemini)) if (Array.isArray(each['enum'])) assert.ok((each['enum'] as Json[]).every((value) => typeof value === 'string' || typeof value === 'number'));
});

test('a schema that refers to itself stays so for OpenAI, is loosened for Gemini, and does not fit Anthropic', () => {
  const openai = adapted('openai', Node);
  assert.deepEqual(Object.keys(openai['$defs'] as JsonObject).length, 1);
  assert.equal(openai['type'], 'object');
  const gemini = adapted('gemini', Node);
  assert.match(JSON.stringify(gemini), /"\$ref"/);
  for (const each of within(gemini)) {
    const properties = each['properties'];
    if (typeof properties !== 'object' || properties === null) continue;
    for (const [name, inner] of Object.entries(properties)) {
      const outside = JSON.stringify(inner, (key, value: unknown) => (key === 'properties' ? undefined : value));
      if (outside.includes('"$ref"')) assert.ok(!(each['required'] as Json[]).includes(name), 'a circle stands in optional properties only');
    }
  }
  assert.match(reasons('anthropic', Node), /refers to itself/);
});

test('a reference that ends is written out for Gemini and kept for the others', () => {
  const place: JsonObject = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
  const schema: JsonObject = { type: 'object', properties: { from: { $ref: '#/definitions/place' }, to: { $ref: '#/definitions/place' } }, required: ['from', 'to'], definitions: { place } };
  const gemini = schemaFor('gemini', schema);
  assert.ok(gemini.fits && !JSON.stringify(gemini.schema).includes('$ref'));
  const openai = schemaFor('openai', schema);
  assert.ok(openai.fits);
  assert.deepEqual(openai.schema['$defs'], { place: { ...place, additionalProperties: false } });
  assert.equal(JSON.stringify(openai.schema).match(/"#\/\$defs\/place"/g)?.length, 2);
  const lost = schemaFor('openai', { type: 'object', properties: { a: { $ref: '#/$defs/gone' } }, required: [] });
  assert.ok(!lost.fits && /gone/.test(lost.reasons.join()));
});

test('maps cannot be closed: they fit Gemini and grammars only, unless their names are listed', () => {
  const map = z.object({ counts: z.record(z.string(), z.number()) });
  for (const family of ['openai', 'anthropic'] as const) assert.match(reasons(family, map), /counts has properties of any name/);
  for (const family of ['gemini', 'grammar'] as const) assert.equal(reasons(family, map), 'fits');
  const listed = adapted('openai', z.object({ counts: z.record(z.enum(['a', 'b']), z.number()) }));
  assert.deepEqual(Object.keys(((listed['properties'] as JsonObject)['counts'] as { properties: JsonObject }).properties), ['a', 'b']);
});

test('a tuple stays one for Gemini and becomes a described list elsewhere', () => {
  const tuple = z.object({ range: z.tuple([z.number(), z.string()]) });
  const range = (family: SchemaFamily): JsonObject | undefined => (adapted(family, tuple)['properties'] as Record<string, JsonObject>)['range'];
  assert.deepEqual(range('gemini')?.['prefixItems'], [{ type: 'number' }, { type: 'string' }]);
  for (const family of ['openai', 'anthropic'] as const) {
    assert.deepEqual(range(family)?.['items'], { anyOf: [{ type: 'number' }, { type: 'string' }] });
    assert.match(JSON.stringify(range(family)?.['description']), /in this order/);
  }
});

test('joined objects are merged', () => {
  const joined = { allOf: [{ type: 'object', properties: { a: { type: 'string' } }, required: ['a'] }, { type: 'object', properties: { b: { type: 'string' } } }] };
  const result = schemaFor('anthropic', joined);
  assert.ok(result.fits);
  assert.deepEqual(result.schema, { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } }, required: ['a'], additionalProperties: false });
  assert.ok(!schemaFor('anthropic', { allOf: [{ type: 'string' }, { type: 'number' }] }).fits);
});

test('what nothing can express is refused with its place, and OpenAI counts levels and properties', () => {
  assert.match(reasons('openai', z.object({ any: z.unknown() })), /any may be anything/);
  let deep: z.ZodMiniType = z.string();
  for (let level = 0; level < 12; level++) deep = z.object({ deep });
  assert.match(reasons('openai', deep), /deeper than 10/);
  const wide = z.object(Object.fromEntries(Array.from({ length: 5_001 }, (_, index) => [`p${index}`, z.string()])));
  assert.match(reasons('openai', wide), /more than 5000/);
});

test('properties named like keywords are properties', () => {
  const schema = z.object({ const: z.string(), enum: z.string(), $ref: z.string(), properties: z.string(), default: z.optional(z.string()) });
  for (const family of families) assert.deepEqual(Object.keys(adapted(family, schema)['properties'] as JsonObject), ['const', 'enum', '$ref', 'properties', 'default']);
});

test('a reference within a property named like a keyword is followed', () => {
  const schema: JsonObject = { type: 'object', properties: { const: { $ref: '#/definitions/place' } }, required: ['const'], definitions: { place: { type: 'string' } } };
  const result = schemaFor('openai', schema);
  assert.ok(result.fits);
  assert.deepEqual(result.schema['properties'], { const: { $ref: '#/$defs/place' } });
});

test('a hostile schema is refused, not walked for ever', () => {
  let deep: JsonObject = { type: 'string' };
  for (let level = 0; level < 20_000; level++) deep = { type: 'array', items: deep };
  for (const family of ['openai', 'anthropic', 'gemini'] as const) assert.ok(!schemaFor(family, deep).fits);
  const $defs: Record<string, JsonObject> = { d40: { type: 'string' } };
  for (let level = 0; level < 40; level++) $defs[`d${level}`] = { type: 'object', properties: { a: { $ref: `#/$defs/d${level + 1}` }, b: { $ref: `#/$defs/d${level + 1}` } }, required: [] };
  assert.ok(!schemaFor('gemini', { type: 'object', properties: { start: { $ref: '#/$defs/d0' } }, $defs }).fits);
});

test('the original is never changed', () => {
  const schema = jsonSchemaOf(nested);
  const before = structuredClone(schema);
  for (const family of families) schemaFor(family, schema);
  assert.deepEqual(schema, before);
});
