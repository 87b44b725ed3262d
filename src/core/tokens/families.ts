// Which models count how: by the names vendors and resellers give them, since a model reference is all that is known.

import type { SplitterName } from './encoding/split.ts';

/** Whose rules a prompt is counted by. */
export type Vendor = 'openai' | 'anthropic' | 'gemini' | 'other';

export interface Family {
  readonly vendor: Vendor;
  /** The vocabulary to count with; the model's own where `exact`, else the one a guess starts from. */
  readonly encoding: SplitterName;
  readonly exact: boolean;
  /** Tokens of the model for each token counted, until something better is learned. */
  readonly factor: number;
  /** The model's bare name, lower case: without provider, reseller, variant and fine-tuning. */
  readonly name: string;
}

const o200k = /^(?:chat)?gpt-(?:4o|4\.1|4\.5|[5-9]|[1-9]\d|oss)(?!\d)|^o[1-9](?:-|$)|^codex-/;
const cl100k = /^gpt-(?:4|3\.5|35)(?:-|$)/;

/** First match counts. Factors are first guesses, on the high side: too much warns too early, too little too late. Reported usage corrects them. */
const others: readonly (readonly [pattern: RegExp, vendor: Vendor, factor: number])[] = [
  [/claude/, 'anthropic', 1.2],
  [/gemini|gemma|learnlm/, 'gemini', 1.1],
  [/mistral|mixtral|codestral|devstral|magistral|ministral|pixtral/, 'other', 1.15],
  [/llama|qwen|deepseek|grok|kimi|glm|command|nova|phi/, 'other', 1.1],
];

const known = new Map<string, Family>();
const mostKnown = 500;

/** The family of a model reference; any name has one. */
export function familyOf(reference: string): Family {
  const found = known.get(reference) ?? find(reference);
  if (known.size >= mostKnown) known.clear();
  known.set(reference, found);
  return found;
}

function find(reference: string): Family {
  const name = bareName(reference);
  if (cl100k.test(name)) return { vendor: 'openai', encoding: 'cl100k_base', exact: true, factor: 1, name };
  if (o200k.test(name)) return { vendor: 'openai', encoding: 'o200k_base', exact: true, factor: 1, name };
  const other = others.find(([pattern]) => pattern.test(name));
  return { vendor: other?.[1] ?? 'other', encoding: 'o200k_base', exact: false, factor: other?.[2] ?? 1.1, name };
}

/** `openrouter/openai/gpt-6-sol:free` and `openai/ft:gpt-6-sol:house::id` are both `gpt-6-sol`. */
function bareName(reference: string): string {
  const last = reference.slice(reference.lastIndexOf('/') + 1).toLowerCase();
  return last.replace(/^ft:/, '').replace(/:.*$/s, '');
}
