// Checks what was kept of a turn: a file can hold anything.

import * as z from 'zod/mini';
import { errorKinds, type LlmErrorFacts } from '../model/llmError.ts';
import { unknownMoney } from '../model/money.ts';
import { finishReasons } from '../model/streamEvent.ts';
import { unknownUsage } from '../model/usage.ts';
import type { AssistantTurn, Turn, TurnEnd, UserTurn } from './turn.ts';
import type { TurnRecord } from './turnRecord.ts';

/** Every field that is kept has to be told how it is checked: a new one without that does not compile. */
type Checks<T> = { readonly [K in keyof T]-?: z.ZodMiniType };
type Columns = 'kind' | 'id' | 'parent' | 'text' | 'thinking' | 'model';

const count = z.optional(z.number());
const usage = z.object({
  input: z.object({ fresh: count, cacheRead: count, cacheWrite5m: count, cacheWrite1h: count }),
  output: z.object({ text: count, reasoning: count }),
  raw: z.optional(z.json()),
});
const cost = z.union([
  z.object({ provenance: z.enum(['reported', 'computed', 'estimated']), amount: z.number(), currency: z.literal('USD'), entry: z.optional(z.string()), table: count }),
  z.object({ provenance: z.literal('free'), amount: z.literal(0), currency: z.literal('USD') }),
  z.object({ provenance: z.literal('unknown'), currency: z.literal('USD'), atLeast: count, problem: z.optional(z.string()) }),
]);
const error = z.object({
  kind: z.enum(errorKinds),
  message: z.string(),
  retryable: z.boolean(),
  retryAfterMs: count,
  unsent: z.optional(z.literal(true)),
  provider: z.optional(z.string()),
  status: count,
  requestId: z.optional(z.string()),
} satisfies Checks<LlmErrorFacts>);
const part = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({ type: z.literal('image'), mediaType: z.string(), data: z.string() }),
  z.looseObject({ type: z.literal('file'), name: z.string(), mediaType: z.string(), data: z.string() }),
]);
const said = z.object({ role: z.enum(['user', 'assistant']), parts: z.array(part) });
const end = z.object({
  reason: z.enum(finishReasons),
  error: z.optional(error),
  usage,
  cost,
  servedModel: z.optional(z.string()),
  serviceTier: z.optional(z.string()),
  parts: count,
  endedAt: z.number(),
} satisfies Checks<TurnEnd>);
const asked = z.object({
  // Left out where it is the text and nothing else.
  parts: z.optional(z.array(part)),
  attachments: z.array(z.looseObject({ label: z.string(), detail: z.string() })),
  examples: z.optional(z.array(said)),
  task: z.string(),
  deleted: count,
} satisfies Checks<Omit<UserTurn, Columns>>);
const answered = z.object({
  answering: z.optional(z.string()),
  notices: z.array(z.string()),
  startedAt: z.number(),
  firstAt: count,
  estimatedOutput: z.number(),
  earlier: z.optional(z.object({ usage, cost, parts: count })),
  thoughtUntil: count,
  toolCalls: z.optional(z.array(z.object({ id: z.string(), name: z.string(), arguments: z.optional(z.string()) }))),
  askedForTool: z.optional(z.literal(true)),
  rating: z.optional(z.object({ value: z.enum(['up', 'down']), note: z.optional(z.string()) })),
  comparison: z.optional(z.string()),
  chosen: z.optional(z.literal(true)),
  deleted: count,
  end: z.optional(end),
} satisfies Checks<Omit<AssistantTurn, Columns | Passing>>);

/** What is true for a moment only, and so is not kept. */
type Passing = 'wait' | 'elsewhere';

/** The body of an answer whose process is gone: it was interrupted when it was last heard of. Undefined where it cannot be read. */
export function interruptedBody(body: string, endedAt: number): string | undefined {
  const known = parsed(body, answered);
  if (!known.ok) return undefined;
  const broken: z.infer<typeof end> = { reason: 'interrupted', usage: unknownUsage as z.infer<typeof usage>, cost: unknownMoney, endedAt };
  return JSON.stringify({ ...known.value, end: broken });
}

/** Why a record cannot be read, in words for the log; undefined when it can. */
export function problemOf(record: Pick<TurnRecord, 'kind' | 'parent' | 'body'>): string | undefined {
  if (record.kind !== 'user' && record.kind !== 'assistant') return 'It is neither a question nor an answer.';
  if (record.kind === 'assistant' && record.parent === undefined) return 'It answers no question.';
  const read = parsed(record.body, record.kind === 'user' ? asked : answered);
  return read.ok ? undefined : read.problem;
}

/** What stands in for a turn that could not be read, so that what hangs on it still hangs on something. */
export function placeholderBody(kind: Turn['kind'], at: number): string {
  if (kind === 'user') return JSON.stringify({ attachments: [], task: 'chat' });
  return JSON.stringify({ notices: [unreadable], startedAt: at, estimatedOutput: 0, end: { reason: 'interrupted', usage: unknownUsage, cost: unknownMoney, endedAt: at } });
}

/** What people read in its place. */
export const unreadable = 'This message could not be read. It was set aside.';

function parsed<S extends z.ZodMiniType>(body: string, schema: S): { readonly ok: true; readonly value: z.infer<S> } | { readonly ok: false; readonly problem: string } {
  try {
    const read = z.safeParse(schema, JSON.parse(body));
    if (read.success) return { ok: true, value: read.data };
    const [issue] = read.error.issues;
    return { ok: false, problem: `"${issue?.path.map(String).join('.') ?? ''}" is not as expected.` };
  } catch {
    return { ok: false, problem: 'It is not JSON.' };
  }
}
