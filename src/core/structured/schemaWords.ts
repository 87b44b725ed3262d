// What a wire cannot enforce is told to the model in the description instead. The check at run time stays.

import type { Json, JsonObject } from '../model/message.ts';

/** Keywords that constrain nothing a model could break. */
const silent: ReadonlySet<string> = new Set([
  '$schema', '$id', '$anchor', '$comment', 'id', 'title', 'deprecated', 'readOnly', 'writeOnly', 'contentEncoding', 'contentMediaType',
]);
const longestValue = 200;

/** The description with the constraints that had to go behind it. */
export function describeWith(description: Json | undefined, moved: readonly (readonly [string, Json])[]): { readonly description?: string } {
  const hasFormat = moved.some(([keyword]) => keyword === 'format');
  const said = moved.flatMap(([keyword, value]) => (isWorthSaying(keyword, value, hasFormat) ? [`${keyword}: ${shorten(value)}`] : []));
  const text = typeof description === 'string' ? description : '';
  const all = said.length === 0 ? text : `${text}${text === '' ? '' : ' '}(${said.join(', ')})`;
  return all === '' ? {} : { description: all };
}

/** A pattern says nothing more beside its format, nor do the bounds of safe integers. */
function isWorthSaying(keyword: string, value: Json, hasFormat: boolean): boolean {
  if (silent.has(keyword) || (keyword === 'pattern' && hasFormat)) return false;
  return !(typeof value === 'number' && Math.abs(value) === Number.MAX_SAFE_INTEGER);
}

function shorten(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
