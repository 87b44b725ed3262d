// The three ways to ask for an object, and which comes first for a model.

import type { LlmError } from '../model/llmError.ts';
import { schemaFor } from './adaptSchema.ts';
import { type SchemaFamily, schemaFamilies, type SchemaRules } from './schemaRules.ts';
import type { Shape } from './shape.ts';

/** `native`: the wire takes the schema. `tool`: it is the parameters of the only tool. `prompt`: it is in the question. */
export type ObjectMode = 'native' | 'tool' | 'prompt';

/** What is known of a model; undefined is "not known", and is tried. */
export interface Abilities {
  readonly schema?: boolean | undefined;
  readonly tools?: boolean | undefined;
  /** How its wire wants schemas: one that cannot be fitted in is then not even tried. */
  readonly family?: SchemaFamily | undefined;
}

/** Remembers what models refused. A `Set` of strings is one. */
export interface ModeMemory {
  has(key: string): boolean;
  add(key: string): unknown;
}

/** The modes to try, in order. The prompt is always the last resort. */
export function modesFor(model: string, shape: Shape, abilities: Abilities, memory: ModeMemory): readonly ObjectMode[] {
  const isKnown = (mode: ObjectMode): boolean => memory.has(memoryKey(model, mode)) || memory.has(memoryKey(model, mode, shape.name));
  const modes: ObjectMode[] = [];
  if (abilities.schema !== false && !isKnown('native') && isExpressible(shape, abilities.family)) modes.push('native');
  if (abilities.tools !== false && !isKnown('tool')) modes.push('tool');
  return [...modes, 'prompt'];
}

function isExpressible(shape: Shape, family: SchemaFamily | undefined): boolean {
  if (family === undefined) return true;
  const rules: SchemaRules = schemaFamilies[family];
  return rules.hasLooseWay === true || schemaFor(family, shape.schema).fits;
}

const concerns: Readonly<Record<ObjectMode, RegExp>> = {
  native: /schema|response.?format|response.?mime|output.?(?:config|format)|text\.format|structured|grammar|json.?mode/i,
  tool: /tool|function|schema|grammar/i,
  prompt: /$^/,
};
const refusingKinds: ReadonlySet<string> = new Set(['bad-request', 'not-found']);
const unsupported = /not (?:\w+ ){0,3}support|unsupported|unknown|unrecogni[sz]ed|not permitted|not allowed|extra inputs|not available|no endpoints|does not accept/i;

/** Whether an error says that the mode, and not the question, was wrong. */
export function refusesMode(error: LlmError, mode: ObjectMode): boolean {
  const isRefusal = refusingKinds.has(error.kind) || (error.kind === 'server' && /grammar|response_format|json_schema/i.test(error.message));
  return isRefusal && concerns[mode].test(error.message);
}

/** Keeps a refusal: for the model when it lacks the ability, else for this schema only. */
export function rememberRefusal(memory: ModeMemory, model: string, mode: ObjectMode, shape: Shape, error: LlmError | undefined): void {
  memory.add(!error || unsupported.test(error.message) ? memoryKey(model, mode) : memoryKey(model, mode, shape.name));
}

function memoryKey(model: string, mode: ObjectMode, name = '*'): string {
  return `${mode} ${name} ${model}`;
}
