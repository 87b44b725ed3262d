// How an answer's shape is asked for, and how it is told in words where a server cannot be made to keep it.

import type { OutputSchema } from '../../model/call.ts';
import type { JsonObject } from '../../model/message.ts';
import { schemaFor } from '../../structured/adaptSchema.ts';
import { nonEmptyString, property } from '../wire/json.ts';
import type { Body } from '../wire/mending/change.ts';
import type { SchemaWay } from './quirks.ts';

/** The field of the body, if any, and the words for the system prompt, if any. */
export interface AskedShape {
  readonly format?: JsonObject;
  readonly words?: string;
}

export function askForShape({ name, schema }: OutputSchema, way: SchemaWay): AskedShape {
  switch (way) {
    case 'strict': {
      const adapted = schemaFor('openai', schema);
      return { format: jsonSchema(name, adapted.fits ? adapted.schema : schema, adapted.fits) };
    }
    case 'grammar':
      return { format: jsonSchema(name, schema, true) };
    case 'value':
      return { format: { type: 'json_object', value: schema } };
    case 'object':
      return { format: { type: 'json_object' }, words: inWords(schema) };
    case 'words':
      return { words: inWords(schema) };
  }
}

function jsonSchema(name: string, schema: JsonObject, strict: boolean): JsonObject {
  return { type: 'json_schema', json_schema: { name, schema, strict } };
}

function inWords(schema: unknown): string {
  return `Answer with one JSON object and nothing else: no prose, no code fence. It has to fit this JSON Schema:\n${JSON.stringify(schema)}`;
}

/** The same request for a server that turned out to take no `response_format`: what it said goes into the system prompt. */
export function tellShapeInWords({ response_format: format, ...body }: Body): Body {
  const schema = property(property(format, 'json_schema'), 'schema') ?? property(format, 'value');
  const { messages } = body;
  if (schema === undefined || !Array.isArray(messages)) return body;
  const words = inWords(schema);
  const [first, ...others] = messages as unknown[];
  const role = nonEmptyString(property(first, 'role'));
  const told = nonEmptyString(property(first, 'content'));
  if ((role !== 'system' && role !== 'developer') || told === undefined) return { ...body, messages: [{ role: 'system', content: words }, first, ...others] };
  return { ...body, messages: [{ role, content: `${told}\n\n${words}` }, ...others] };
}
