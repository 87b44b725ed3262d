// What vendors wrap around words: roles, priming, tools and schemas, as tokens. Data, so that a correction is one line.

import type { JsonObject } from '../model/message.ts';
import type { ToolSpec } from '../model/call.ts';
import type { Vendor } from './families.ts';

/** Overheads of one vendor, in tokens. */
export interface Overhead {
  /** Around each message, its role included. */
  readonly message: number;
  /** Once for a call: what opens the answer. */
  readonly call: number;
  /** Once when there are tools at all. */
  readonly tools: number;
  /** Around each tool, and around each of its properties and their allowed values. */
  readonly tool: number;
  readonly property: number;
  readonly allowed: number;
  /** Around each tool call and result in the history. */
  readonly use: number;
}

/** OpenAI: 3 and the role for a message, 3 for the answer; tools as measured for GPT-4o. Anthropic: its page on tool use. */
export const overheads: Readonly<Record<Vendor, Overhead>> = {
  openai: { message: 4, call: 3, tools: 12, tool: 7, property: 3, allowed: 3, use: 6 },
  anthropic: { message: 4, call: 3, tools: 346, tool: 12, property: 5, allowed: 3, use: 12 },
  gemini: { message: 2, call: 0, tools: 10, tool: 8, property: 4, allowed: 2, use: 6 },
  other: { message: 4, call: 3, tools: 60, tool: 12, property: 5, allowed: 3, use: 8 },
};

/** A tool as the words a model sees of it, and how many properties and allowed values stand between them. */
export interface RenderedSchema {
  readonly text: string;
  readonly properties: number;
  readonly allowed: number;
}

const deepest = 12;

export function renderTool({ name, description, parameters }: ToolSpec): RenderedSchema {
  const lines: string[] = [`${name}:${description.replace(/\.$/, '')}`];
  return { ...renderProperties(parameters, lines), text: lines.join('\n') };
}

/** Counts what a schema says in `lines`, which grow. What is deeper than anybody writes is left out. */
function renderProperties(schema: JsonObject, lines: string[], depth = 0): Omit<RenderedSchema, 'text'> {
  let [properties, allowed] = [0, 0];
  const inside = (value: unknown): void => {
    if (!isObject(value) || depth >= deepest) return;
    const found = renderProperties(value, lines, depth + 1);
    properties += found.properties;
    allowed += found.allowed;
  };
  const own = schema['properties'];
  for (const [key, value] of isObject(own) ? Object.entries(own) : []) {
    if (!isObject(value)) continue;
    properties += 1;
    lines.push(`${key}:${typeof value['type'] === 'string' ? value['type'] : ''}:${typeof value['description'] === 'string' ? value['description'].replace(/\.$/, '') : ''}`);
    const choices = value['enum'];
    if (Array.isArray(choices)) {
      allowed += choices.length;
      lines.push(choices.join('\n'));
    }
    inside(value);
  }
  for (const key of ['items', 'additionalProperties', '$defs', 'definitions']) {
    const value = schema[key];
    if (key.startsWith('$') || key === 'definitions') for (const one of isObject(value) ? Object.values(value) : []) inside(one);
    else inside(value);
  }
  for (const key of ['anyOf', 'oneOf', 'allOf']) {
    const value = schema[key];
    if (Array.isArray(value)) for (const one of value) inside(one);
  }
  return { properties, allowed };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
