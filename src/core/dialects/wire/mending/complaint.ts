// Reads from a refused request which parameters the server would not take. The one place that knows such texts.
//
// Seen: OpenAI and Azure name it in `param` ("Unsupported value: 'temperature' does not support ..."); Mistral, vLLM and
// other servers with pydantic list `{type, loc, msg}`, as JSON or as Python's own writing of it; Groq and Cerebras say
// "property 'x' is unsupported"; Fireworks "Extra inputs are not permitted, field: 'x'"; xAI "Argument not supported on
// this model: presencePenalty"; LiteLLM "does not support parameters: ['x']"; DeepSeek "x: unknown variant `y`, expected
// one of ..."; Ollama "does not support thinking"; Google 'Unknown name "x"'; Bedrock "extraneous key [x]".

import { nonEmptyString, property } from '../json.ts';

/** What a server said against a request. */
export interface Refusal {
  readonly status: number | undefined;
  /** Its body, parsed; with or without the enclosing `error`. */
  readonly body: unknown;
  /** What is left when the body is no JSON. */
  readonly message?: string | undefined;
}

/** What a server would not take. The names are as it wrote them, and may name nothing that was sent. */
export interface Complaint {
  /** The parameters it named for certain. */
  readonly named: readonly string[];
  /** Every other word of its text that may be a parameter's name. */
  readonly mentioned: readonly string[];
  /** The values it would have taken. */
  readonly allowed: readonly string[];
  /** The whole text, for what only the words tell. */
  readonly text: string;
}

const unwilling = /unsupported|(?:not|n't|cannot|no longer) (?:be )?(?:support|permit|allow|compatible|available|a valid|both|specif|disabled)|unrecogni[sz]ed|unknown|unexpected|extraneous|extra (?:input|field)|invalid (?:\w+ )?(?:value|effort)|must be one of|should be '|expected tags|unavailable|deprecated|only the default/i;
const telling = /^(?:unsupported_(?:parameter|value)|unknown_parameter|unrecognized_\w+|extra_forbidden)$/;
const choices = /(?:supported values? (?:are|is)|must be (?:one of:? ?)?(?=[`'"[])|expected(?: one of)?|should be|allowed values? (?:are|is)|valid values? (?:are|is)|expected tags?):?/i;
const longestText = 4_000;

/** Undefined when the refusal is about something else. */
export function readComplaint({ status, body, message }: Refusal): Complaint | undefined {
  if (status !== 400 && status !== 422) return undefined;
  const error = property(body, 'error') ?? body;
  const items = pydanticItems(error);
  const words = typeof error === 'string' ? error : (nonEmptyString(property(error, 'message')) ?? nonEmptyString(property(error, 'detail')));
  const text = (words ?? (items.length > 0 ? items.map(({ words: said }) => said).join('; ') : (message ?? ''))).slice(0, longestText);
  const code = nonEmptyString(property(error, 'code'));
  if (items.length === 0 && !unwilling.test(text) && !(code !== undefined && telling.test(code))) return undefined;
  const cut = choices.exec(text);
  const complaint = cut ? text.slice(0, cut.index) : text.replace(/\b(?:please )?use .*/is, '');
  const param = nonEmptyString(property(error, 'param'));
  return {
    named: [...items.map(({ place }) => place), ...pythonItems(text), ...(param === undefined ? [] : [param])],
    mentioned: identifiers(complaint),
    allowed: cut ? identifiers(text.slice(cut.index + cut[0].length)) : [],
    text,
  };
}

/** The entries of a validator's list, wherever the server put it. */
function pydanticItems(error: unknown): { place: string; words: string }[] {
  const inner = property(error, 'message');
  const lists = [property(error, 'detail'), inner, property(inner, 'detail'), error];
  const list = lists.find((candidate) => Array.isArray(candidate)) as unknown[] | undefined;
  return (list ?? []).flatMap((item) => {
    const place = property(item, 'loc');
    const words = nonEmptyString(property(item, 'msg')) ?? '';
    if (!Array.isArray(place) || !(unwilling.test(words) || telling.test(String(property(item, 'type'))))) return [];
    return [{ place: place.join('.'), words: `${place.join('.')}: ${words}` }];
  });
}

/** The same list as Python prints it. */
function pythonItems(text: string): string[] {
  const entries = text.matchAll(/'loc': [([]([^)\]]*)[)\]], 'msg': (?:'([^']*)|"([^"]*))/g);
  return [...entries].filter(([, , single, double]) => unwilling.test(single ?? double ?? '')).map(([, place]) => (place ?? '').replaceAll(/['"\s]/g, '').replaceAll(',', '.'));
}

/** Words that can be names of fields, the dotted ones whole. */
function identifiers(text: string): string[] {
  return text.match(/[A-Za-z_]\w*(?:\[\d+\]|\.\w+)*/g) ?? [];
}
