// Fits a JSON Schema into what a wire understands. Pure, for the dialects' encoders; the check of the answer is not here.
//
// Where the wire knows less, the result may be looser than the original (a bound becomes words, a tuple a list) or
// stricter where nothing is lost (an open object is closed). Whoever reads the answer checks it against the original.

import type { Json, JsonObject } from '../model/message.ts';
import { enumerated, mergeAll, nullable, refersOpenly } from './schemaParts.ts';
import { readReferences, referenceIn, type Referenced, referenceTo } from './schemaReferences.ts';
import { type SchemaFamily, schemaFamilies, type SchemaRules } from './schemaRules.ts';
import { describeWith, isJsonList, isJsonObject } from './schemaWords.ts';

/** A schema the wire understands, or why there is none. */
export type AdaptedSchema = { readonly fits: true; readonly schema: JsonObject } | { readonly fits: false; readonly reasons: readonly string[] };

/** Fits `schema` into a family of wires. */
export function schemaFor(family: SchemaFamily, schema: JsonObject): AdaptedSchema {
  return adaptSchema(schema, schemaFamilies[family]);
}

const deepestWalk = 100;
const mostNodes = 20_000;

export function adaptSchema(schema: JsonObject, rules: SchemaRules): AdaptedSchema {
  if (rules.plain) {
    const { $schema: _, ...rest } = schema;
    return { fits: true, schema: rest };
  }
  try {
    return new Walk(schema, rules).result();
  } catch {
    return { fits: false, reasons: ['it is nested too deeply'] };
  }
}

/** Where the walk is: for messages, for depth, and for the definitions it is inside of. */
interface Place {
  readonly path: string;
  readonly steps: number;
  readonly objects: number;
  readonly inside: readonly string[];
}

class Walk {
  readonly #rules: SchemaRules;
  readonly #references: Referenced;
  readonly #reasons = new Set<string>();
  readonly #wanted = new Set<string>();
  #nodes = 0;
  #properties = 0;

  constructor(schema: JsonObject, rules: SchemaRules) {
    this.#rules = rules;
    this.#references = readReferences(schema);
  }

  result(): AdaptedSchema {
    const { root, definitions, lost } = this.#references;
    for (const reference of lost) this.#reasons.add(`it refers to ${reference}, which is not in it`);
    const name = referenceIn(root);
    const start = { path: 'the root', steps: 0, objects: 0, inside: name === undefined ? [] : [name] };
    const adapted = this.#walk(name === undefined ? root : { ...definitions[name], ...without(root, '$ref') }, start);
    if (this.#rules.objectRoot && adapted['type'] !== 'object') this.#reasons.add('its root is not an object');
    const defs: Record<string, Json> = {};
    // The set grows while it is walked: definitions ask for further ones.
    for (const wanted of this.#wanted) defs[wanted] = this.#walk(definitions[wanted] ?? {}, { path: wanted, steps: 0, objects: 0, inside: [wanted] });
    if (this.#properties > (this.#rules.mostProperties ?? Infinity)) this.#reasons.add(`it has more than ${this.#rules.mostProperties} properties`);
    if (this.#reasons.size > 0) return { fits: false, reasons: [...this.#reasons] };
    return { fits: true, schema: { ...adapted, ...(Object.keys(defs).length > 0 && { $defs: defs }) } };
  }

  #walk(schema: Json, place: Place): JsonObject {
    if (++this.#nodes > mostNodes || place.steps > deepestWalk) return this.#refuse('it is too large');
    if (schema === true) return this.#walk({}, place);
    if (!isJsonObject(schema) || schema['not'] !== undefined) return this.#refuse(`${place.path} forbids values`);
    if (typeof schema['$ref'] === 'string') return this.#reference(schema, place);
    const all = schema['allOf'];
    if (isJsonList(all)) {
      const merged = mergeAll(without(schema, 'allOf'), all, this.#references.definitions);
      return merged ? this.#walk(merged, deeper(place)) : this.#refuse(`${place.path} joins schemas that cannot be merged`);
    }
    const choices = schema['anyOf'] ?? schema['oneOf'];
    if (isJsonList(choices)) return this.#choice(schema, choices, place);
    if (isJsonList(schema['enum']) || schema['const'] !== undefined) return this.#enumeration(schema, place);
    return this.#typed(schema, place);
  }

  #reference(schema: JsonObject, place: Place): JsonObject {
    const name = referenceIn(schema);
    const definition = name === undefined ? undefined : this.#references.definitions[name];
    if (name === undefined || !definition) return {};
    const isCircular = this.#references.circular.has(name);
    if (isCircular && this.#rules.circles === 'none') return this.#refuse(`${place.path} refers to itself`);
    const mustStay = this.#rules.references === 'keep' || place.inside.includes(name);
    if (!mustStay) return this.#walk({ ...definition, ...without(schema, '$ref') }, { ...deeper(place), inside: [...place.inside, name] });
    this.#wanted.add(name);
    return referenceTo(name);
  }

  #choice(schema: JsonObject, choices: readonly Json[], place: Place): JsonObject {
    const anyOf = choices.map((choice, index) => this.#walk(choice, deeper(place, `${place.path}, choice ${index + 1}`)));
    const moved = entriesBut(schema, ['anyOf', 'oneOf', 'type', 'description', '$defs']);
    return { ...describeWith(schema['description'], moved), anyOf };
  }

  #enumeration(schema: JsonObject, place: Place): JsonObject {
    const written = enumerated(schema, this.#rules);
    if (!written) return this.#refuse(`${place.path} lists values that are no plain values`);
    const moved = entriesBut(schema, ['enum', 'const', 'type', 'description', '$defs']);
    return { ...written, ...describeWith(schema['description'], moved) };
  }

  #typed(schema: JsonObject, place: Place): JsonObject {
    const told = schema['type'];
    const types = isJsonList(told) ? told : typeof told === 'string' ? [told] : isJsonObject(schema['properties']) ? ['object'] : 'items' in schema ? ['array'] : [];
    if (types.length === 0 && !this.#rules.anything) return this.#refuse(`${place.path} may be anything`);
    const handled = ['type', 'description', '$defs'];
    const moved: [string, Json][] = [];
    const parts: Record<string, Json> = types.length === 0 ? {} : { type: types.length === 1 ? (types[0] ?? null) : types };
    if (types.includes('object')) {
      handled.push('properties', 'required', 'additionalProperties', 'propertyNames');
      Object.assign(parts, this.#object(schema, place));
    }
    if (types.includes('array')) {
      handled.push('items', 'prefixItems');
      Object.assign(parts, this.#array(schema, place, moved));
    }
    for (const [keyword, value] of entriesBut(schema, handled)) {
      if (this.#mayStay(keyword, value)) parts[keyword] = value;
      else moved.push([keyword, value]);
    }
    return { ...parts, ...describeWith(schema['description'], moved) };
  }

  #mayStay(keyword: string, value: Json): boolean {
    if (keyword === 'format') return typeof value === 'string' && this.#rules.formats.includes(value);
    return this.#rules.keywords.includes(keyword) || (keyword === 'minItems' && this.#rules.smallMinItems === true && (value === 0 || value === 1));
  }

  #object(schema: JsonObject, place: Place): JsonObject {
    const objects = place.objects + 1;
    if (objects > (this.#rules.deepest ?? Infinity)) return this.#refuse(`${place.path} is nested deeper than ${this.#rules.deepest} levels`);
    const open = schema['additionalProperties'];
    const properties = propertiesOf(schema);
    const names = Object.keys(properties);
    const isMap = names.length === 0 && (isJsonObject(open) || open === true || schema['properties'] === undefined) && open !== false;
    if (isMap && this.#rules.closed) return this.#refuse(`${place.path} has properties of any name`);
    const required = new Set(isJsonList(schema['required']) ? schema['required'] : []);
    const adapted: Record<string, Json> = {};
    for (const name of names) {
      this.#properties++;
      const inner = this.#walk(properties[name] ?? {}, { ...deeper(place, `${place.path === 'the root' ? '' : `${place.path}.`}${name}`), objects });
      if (this.#rules.circles === 'in-optional' && refersOpenly(inner)) required.delete(name);
      Object.defineProperty(adapted, name, { value: this.#rules.allRequired && !required.has(name) ? nullable(inner) : inner, enumerable: true });
    }
    const further = this.#rules.closed ? false : isJsonObject(open) ? this.#walk(open, { ...deeper(place, `${place.path}.*`), objects }) : open;
    return {
      properties: adapted,
      required: this.#rules.allRequired ? names : names.filter((name) => required.has(name)),
      ...(further !== undefined && { additionalProperties: further }),
    };
  }

  #array(schema: JsonObject, place: Place, moved: [string, Json][]): JsonObject {
    const inOrder = isJsonList(schema['prefixItems']) ? schema['prefixItems'] : undefined;
    const walk = (inner: Json): JsonObject => this.#walk(inner, deeper(place, `${place.path}[]`));
    const rest = schema['items'];
    if (!inOrder) return { items: walk(rest ?? {}) };
    const first = inOrder.map(walk);
    const further = rest === undefined || rest === false ? [] : [walk(rest)];
    if (this.#rules.tuples) return { prefixItems: first, ...(further[0] && { items: further[0] }) };
    moved.push(['in this order', inOrder]);
    const choices = [...new Map([...first, ...further].map((each) => [JSON.stringify(each), each])).values()];
    return { items: choices.length === 1 ? (choices[0] ?? {}) : { anyOf: choices } };
  }

  #refuse(reason: string): JsonObject {
    this.#reasons.add(reason);
    return {};
  }
}

function deeper(place: Place, path = place.path): Place {
  return { ...place, path, steps: place.steps + 1 };
}

function without(schema: JsonObject, keyword: string): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== keyword));
}

function entriesBut(schema: JsonObject, keywords: readonly string[]): [string, Json][] {
  return Object.entries(schema).filter(([key]) => !keywords.includes(key));
}

/** The properties; a map whose names are listed is an object like any other. */
function propertiesOf(schema: JsonObject): JsonObject {
  const told = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const names = isJsonObject(schema['propertyNames']) ? schema['propertyNames']['enum'] : undefined;
  const each = schema['additionalProperties'];
  if (!isJsonList(names) || !isJsonObject(each) || Object.keys(told).length > 0) return told;
  return Object.fromEntries(names.filter((name) => typeof name === 'string').map((name): [string, Json] => [name, each]));
}
