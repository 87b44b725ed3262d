// The command line of `npm run ask`.

import { parseArgs } from 'node:util';
import type { ThinkingEffort } from '../core/model/call.ts';
import { UsageError } from './usageError.ts';

export const usage = `Usage: npm run --silent ask -- --model <provider/model> [options] "prompt"

  --model <ref>          such as openai/gpt-6-sol, demo/tour or route/coding
  --settings <file>      a JSON object of parley.* settings
  --base-url <url>       where the provider is
  --system <text>        the system prompt
  --image <file>         send an image along; may be repeated
  --tools <file>         a JSON list of {name, description, parameters}
  --schema <file>        a JSON Schema the answer must satisfy
  --thinking <effort>    low, medium or high
  --max-output <tokens>  the longest answer
  --history <file>       a JSON list of earlier messages
  --db <file>            keep the ledger and the conversation in this database
  --json                 print one event per line

The key comes from <PROVIDER>_API_KEY, such as OPENAI_API_KEY. The prompt may also come from standard input, as "-".`;

export interface Arguments {
  readonly model: string;
  readonly prompt: string;
  readonly settings: string | undefined;
  readonly baseUrl: string | undefined;
  readonly system: string | undefined;
  readonly images: readonly string[];
  readonly tools: string | undefined;
  readonly schema: string | undefined;
  readonly thinking: ThinkingEffort | undefined;
  readonly maxOutput: number | undefined;
  readonly history: string | undefined;
  readonly database: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
}

const options = {
  model: { type: 'string' },
  settings: { type: 'string' },
  'base-url': { type: 'string' },
  system: { type: 'string' },
  image: { type: 'string', multiple: true },
  tools: { type: 'string' },
  schema: { type: 'string' },
  thinking: { type: 'string' },
  'max-output': { type: 'string' },
  history: { type: 'string' },
  db: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Throws a UsageError that says what is wrong. */
export function readArguments(words: readonly string[]): Arguments {
  const { values, positionals } = parse(words);
  return {
    model: values.model ?? '',
    prompt: positionals.join(' '),
    settings: values.settings,
    baseUrl: values['base-url'],
    system: values.system,
    images: values.image ?? [],
    tools: values.tools,
    schema: values.schema,
    thinking: readThinking(values.thinking),
    maxOutput: readCount(values['max-output']),
    history: values.history,
    database: values.db,
    json: values.json ?? false,
    help: values.help ?? false,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (failure) {
    throw new UsageError(failure instanceof Error ? failure.message : String(failure));
  }
}

function readThinking(effort: string | undefined): ThinkingEffort | undefined {
  if (effort === undefined || effort === 'off' || effort === 'low' || effort === 'medium' || effort === 'high') return effort;
  throw new UsageError(`--thinking takes low, medium or high, not "${effort}".`);
}

function readCount(count: string | undefined): number | undefined {
  if (count === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(count)) throw new UsageError(`--max-output takes a number of tokens, not "${count}".`);
  return Number(count);
}
