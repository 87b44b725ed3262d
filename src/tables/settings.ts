// Every setting: its key, what it may hold, and its default; `settingWords.ts` has the words. The manifest and the reader follow from this.

import * as z from 'zod/mini';
import { budgets, price, provider, route, seconds, statusPieceList } from './settingShapes.ts';

/** Where a setting may be set: `machine` keeps it out of a workspace's reach, `application` also out of a remote machine's. */
export type SettingScope = 'window' | 'machine' | 'application';

/** One row. `restricted` settings are not read from a workspace that is not trusted. */
export interface Setting<S extends z.ZodMiniType> {
  readonly schema: S;
  readonly fallback: z.infer<S>;
  readonly scope: SettingScope;
  readonly restricted?: boolean;
}

/** A row whose schema is built when a value is read: to build them all would take longer than the rest of the start. */
function setting<S extends z.ZodMiniType>({ schema, ...row }: Omit<Setting<S>, 'schema'> & { readonly schema: () => S }): Setting<S> {
  let built: S | undefined;
  return {
    ...row,
    get schema() {
      return (built ??= schema());
    },
  };
}

export const settings = {
  'parley.model': setting({
    schema: () => z.string(),
    fallback: '',
    scope: 'window',
    restricted: true,
  }),
  'parley.tasks': setting({
    schema: () => z.record(z.string(), z.string()),
    fallback: {},
    scope: 'window',
    restricted: true,
  }),
  'parley.routes': setting({
    schema: () => z.record(z.string().check(z.regex(/^[^\s/]+$/, 'The name of a route has no spaces and no slashes.')), route()),
    fallback: {},
    scope: 'window',
    restricted: true,
  }),
  'parley.context': setting({
    schema: () => z.strictObject({
      autoContinue: z._default(z.int().check(z.minimum(0), z.maximum(20)), 0),
    }),
    fallback: { autoContinue: 0 },
    scope: 'window',
  }),
  'parley.chat.sendWith': setting({
    schema: () => z.enum(['enter', 'mod-enter'], { error: 'It is enter or mod-enter.' }),
    fallback: 'enter',
    scope: 'window',
  }),
  'parley.chat.thinking': setting({
    schema: () => z.enum(['default', 'off', 'low', 'medium', 'high'], { error: 'It is default, off, low, medium or high.' }),
    fallback: 'default',
    scope: 'window',
  }),
  'parley.chat.instructions': setting({
    schema: () => z.strictObject({
      workspace: z._default(z.boolean(), true),
      agents: z._default(z.boolean(), true),
      copilot: z._default(z.boolean(), true),
      mine: z._default(z.boolean(), true),
    }, { error: 'Instructions are: workspace, agents, copilot, mine; each is true or false.' }),
    fallback: { workspace: true, agents: true, copilot: true, mine: true },
    scope: 'window',
    restricted: true,
  }),
  'parley.chat.mode': setting({
    schema: () => z.string().check(z.maxLength(100)),
    fallback: 'ask',
    scope: 'window',
    restricted: true,
  }),
  'parley.chat.modes': setting({
    schema: () => z.record(
      z.string().check(z.regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u, 'The name of a mode is letters, digits and hyphens.')),
      z.strictObject({
        prompt: z.string().check(z.minLength(1, 'Write what the model is to be told.'), z.maxLength(40_000)),
        description: z.optional(z.string().check(z.maxLength(200))),
      }),
    ),
    fallback: {},
    scope: 'window',
    restricted: true,
  }),
  'parley.providers': setting({
    schema: () => z.record(z.string(), provider()),
    fallback: {},
    scope: 'machine',
  }),
  'parley.prices': setting({
    schema: () => z.record(z.string(), price()),
    fallback: {},
    // What a workspace could set, it could set to nothing.
    scope: 'machine',
  }),
  'parley.pricesUrl': setting({
    schema: () => z.string(),
    fallback: '',
    scope: 'machine',
  }),
  'parley.budgets': setting({
    schema: budgets,
    fallback: { onLimit: 'ask', alertAt: [0.5, 0.8, 1] },
    // A person's own money: neither a workspace nor a container that comes with one may raise it.
    scope: 'application',
  }),
  'parley.statusBar': setting({
    schema: () => z.strictObject({ show: z._default(statusPieceList(), ['today', 'context']) }),
    fallback: { show: ['today', 'context'] },
    scope: 'window',
  }),
  'parley.ledger': setting({
    schema: () => z.object({
      keepDays: z._default(z.number().check(z.minimum(0), z.maximum(36_500)), 0),
    }),
    fallback: { keepDays: 0 },
    scope: 'machine',
  }),
  'parley.history': setting({
    schema: () => z.object({
      keepDays: z._default(z.number().check(z.minimum(0), z.maximum(36_500)), 0),
      keepDeletedDays: z._default(z.number().check(z.minimum(1), z.maximum(36_500)), 30),
    }),
    fallback: { keepDays: 0, keepDeletedDays: 30 },
    scope: 'machine',
  }),
  'parley.timeouts': setting({
    schema: () => z.object({
      connect: z._default(seconds(), 20),
      firstEvent: z._default(seconds(), 120),
      firstEventThinking: z._default(seconds(), 600),
      betweenEvents: z._default(seconds(), 60),
      total: z._default(seconds(), 3_600),
    }),
    fallback: { connect: 20, firstEvent: 120, firstEventThinking: 600, betweenEvents: 60, total: 3_600 },
    scope: 'window',
  }),
  'parley.retry': setting({
    schema: () => z.strictObject({
      attempts: z._default(z.int().check(z.minimum(0), z.maximum(10)), 3),
      maxDelay: z._default(seconds(), 60),
      deadline: z._default(seconds(), 180),
      perConversation: z._default(z.int().check(z.minimum(0), z.maximum(1_000)), 12),
    }),
    fallback: { attempts: 3, maxDelay: 60, deadline: 180, perConversation: 12 },
    scope: 'window',
  }),
  'parley.cache': setting({
    schema: () => z.strictObject({
      tasks: z._default(z.array(z.string()).check(z.maxLength(50)), []),
      days: z._default(z.number().check(z.positive(), z.maximum(365)), 7),
      megabytes: z._default(z.number().check(z.positive(), z.maximum(1_000)), 50),
    }),
    fallback: { tasks: [], days: 7, megabytes: 50 },
    scope: 'machine',
  }),
  'parley.otel': setting({
    schema: () => z.strictObject({
      endpoint: z._default(z.string(), ''),
      headers: z._default(z.record(z.string(), z.string()), {}),
      content: z._default(z.boolean(), false),
    }),
    fallback: { endpoint: '', headers: {}, content: false },
    // What is said must not go where a workspace wants it.
    scope: 'machine',
  }),
};

export type SettingKey = keyof typeof settings;
export type SettingValue<K extends SettingKey> = z.infer<(typeof settings)[K]['schema']>;

/** What a raw value turned out to be: the checked value, or the default and what is wrong in words. */
export interface SettingReading<K extends SettingKey> {
  readonly value: SettingValue<K>;
  readonly problem: string | undefined;
}

/** Reads a raw value. A value that does not fit never reaches the rest of the program. */
export function readSetting<K extends SettingKey>(key: K, raw: unknown): SettingReading<K> {
  const row = settings[key];
  if (raw === undefined || raw === null) return { value: row.fallback as SettingValue<K>, problem: undefined };
  const result = row.schema.safeParse(raw);
  if (result.success) return { value: result.data as SettingValue<K>, problem: undefined };
  const issue = result.error.issues[0];
  const place = [key, ...(issue?.path ?? []).map(String)].join('.');
  return { value: row.fallback as SettingValue<K>, problem: `${place}: ${issue?.message ?? 'not understood'}` };
}
