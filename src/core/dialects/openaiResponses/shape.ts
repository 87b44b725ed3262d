// How an answer's shape is asked for, and how it is told in words where a server cannot be made to keep it.

import type { OutputSchema } from '../../model/call.ts';
import type { JsonObject } from '../../model/message.ts';
import { schemaFor } from '../../structured/adaptSchema.ts';
import { askForShape } from '../openaiChat/schema.ts';
import { nonEmptyString, property } from '../wire/json.ts';
import type { Body } from '../wire/mending/change.ts';

/** The strict mode takes a part of JSON Schema only; what does not fit goes as it is, and is only asked for. */
export function encodeShape({ name, schema }: OutputSchema) {
  const adapted = schemaFor('openai', schema);
  return { type: 'json_schema' as const, name, schema: adapted.fits ? adapted.schema : schema, strict: adapted.fits };
}

/** The instructions, with the shape told in them. */
export function withShape(instructions: string | undefined, output: OutputSchema): string {
  return [instructions, askForShape(output, 'words').words].filter((text) => text !== undefined).join('\n\n');
}

/** The same request for a server that turned out to take no `text.format`. */
export function tellShapeInWords({ text, ...body }: Body): Body {
  const schema = property(property(text, 'format'), 'schema') as JsonObject | undefined;
  if (schema === undefined) return body;
  return { ...body, instructions: withShape(nonEmptyString(body['instructions']), { name: '', schema }) };
}
