// References within a schema: brought into one form, looked up, and told apart by whether they go in a circle.

import type { Json, JsonObject } from '../model/message.ts';
import { isJsonList, isJsonObject } from './schemaWords.ts';

const prefix = '#/$defs/';
const rootName = 'root';

/** A schema whose references all name an entry of `definitions`. */
export interface Referenced {
  readonly root: JsonObject;
  readonly definitions: Readonly<Record<string, JsonObject>>;
  /** Definitions that lead back to themselves. */
  readonly circular: ReadonlySet<string>;
  /** References that lead nowhere we can follow. */
  readonly lost: readonly string[];
}

/** The definition a schema refers to. */
export function referenceIn(schema: JsonObject): string | undefined {
  const reference = schema['$ref'];
  return typeof reference === 'string' && reference.startsWith(prefix) ? reference.slice(prefix.length) : undefined;
}

export function referenceTo(name: string): JsonObject {
  return { $ref: prefix + name };
}

/** Reads the references of a schema. `#` and `#/definitions/` are written as `#/$defs/`. */
export function readReferences(schema: JsonObject): Referenced {
  const { $defs, definitions: older, ...root } = schema;
  const given = { ...(isJsonObject(older) ? older : {}), ...(isJsonObject($defs) ? $defs : {}) };
  const selfName = Object.hasOwn(given, rootName) ? '__root' : rootName;
  let refersToSelf = false;
  const same = (reference: string): string => {
    if (reference === '#') refersToSelf = true;
    return reference === '#' ? prefix + selfName : reference.replace(/^#\/definitions\//, prefix);
  };
  const own = rewrite(root, same) as JsonObject;
  const definitions: Record<string, JsonObject> = {};
  for (const [name, definition] of Object.entries(given)) if (isJsonObject(definition)) definitions[name] = rewrite(definition, same) as JsonObject;
  if (refersToSelf) definitions[selfName] = own;
  const links = new Map(Object.entries(definitions).map(([name, definition]) => [name, linksOf(definition)] as const));
  const everywhere = new Set([...linksOf(own), ...[...links.values()].flatMap((set) => [...set])]);
  return {
    root: own,
    definitions,
    circular: new Set([...links.keys()].filter((name) => reaches(links, name, name))),
    lost: [...everywhere].filter((reference) => !links.has(reference)),
  };
}

/** Rewrites every `$ref`, but leaves what is data and not schema alone. */
function rewrite(value: Json, change: (reference: string) => string, isMap = false): Json {
  if (isJsonList(value)) return value.map((each) => rewrite(each, change));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]): [string, Json] => {
    if (isMap) return [key, rewrite(inner, change)];
    if (key === '$ref' && typeof inner === 'string') return [key, change(inner)];
    return [key, data.has(key) ? inner : rewrite(inner, change, maps.has(key))];
  }));
}

function linksOf(value: Json, into = new Set<string>(), isMap = false): Set<string> {
  if (isJsonList(value)) for (const each of value) linksOf(each, into);
  else if (isJsonObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (isMap) linksOf(inner, into);
      else if (key === '$ref' && typeof inner === 'string') into.add(inner.startsWith(prefix) ? inner.slice(prefix.length) : inner);
      else if (!data.has(key)) linksOf(inner, into, maps.has(key));
    }
  }
  return into;
}

/** Keywords whose value is data, and keywords whose value maps names to schemas. */
const data: ReadonlySet<string> = new Set(['const', 'enum', 'examples', 'default']);
const maps: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions']);

function reaches(links: ReadonlyMap<string, ReadonlySet<string>>, from: string, target: string): boolean {
  const seen = new Set<string>();
  const waiting = [...(links.get(from) ?? [])];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name === target) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    waiting.push(...(links.get(name) ?? []));
  }
  return false;
}
