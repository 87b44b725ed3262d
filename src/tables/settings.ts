// Every setting: its key, what it may hold, its default and its words. The manifest and the reader follow from this.

import * as z from 'zod/mini';
import { statusPieces, unknownPieces } from '../core/money/statusText.ts';

/** Where a setting may be set: `machine` keeps it out of a workspace's reach, `application` also out of a remote machine's. */
export type SettingScope = 'window' | 'machine' | 'application';

/** One row. `restricted` settings are not read from a workspace that is not trusted. */
export interface Setting<S extends z.ZodMiniType> {
  readonly schema: S;
  readonly fallback: z.infer<S>;
  readonly description: string;
  readonly scope: SettingScope;
  readonly restricted?: boolean;
}

function setting<S extends z.ZodMiniType>(row: Setting<S>): Setting<S> {
  return row;
}

const describe = (text: string) => z.meta({ description: text });
const seconds = z.number().check(z.minimum(0), z.maximum(86_400));

const provider = z.object({
  type: z.optional(z.string().check(describe('The provider this one behaves like, such as `openai-compatible`. Needed only for names of your own.'))),
  api: z.optional(z.enum(['chat', 'responses']).check(describe('Which of OpenAI\'s wire formats the server speaks, where it could be either.'))),
  baseUrl: z.optional(z.string().check(describe('Where the server is, such as `http://127.0.0.1:11434/v1`.'))),
  headers: z.optional(z.record(z.string(), z.string()).check(describe('Headers to send with every request. Do not put keys here: use **Parley: Manage Keys**.'))),
  apiKeyEnv: z.optional(z.string().check(describe('The environment variable that holds the key, for when none is stored.'))),
  apiKeyCommand: z.optional(z.string().check(describe('A command that prints the key, for when none is stored, such as `op read op://Private/OpenAI/key` or `pass show openai`. Its answer is kept in memory for ten minutes.'))),
  apiVersion: z.optional(z.string().check(describe('The version of the API, where the provider wants one named, such as a date.'))),
  region: z.optional(z.string().check(describe('The region, for providers that run in several, such as `eu-west-1`.'))),
  project: z.optional(z.string().check(describe('The project to use and bill.'))),
  deployment: z.optional(z.string().check(describe('The name of the deployment, where it is not the model\'s.'))),
  promptCache: z.optional(z.enum(['off', '5m', '1h']).check(describe('How long the vendor is to keep the beginning of a prompt for the next question. `1h` costs more to write at some; at Gemini a lifetime makes a cache of its own, which Google bills by the hour.'))),
  serviceTier: z.optional(z.enum(['standard', 'flex', 'priority']).check(describe('`flex` is cheaper and slower, `priority` dearer and faster, where the vendor offers them.'))),
  models: z.optional(z.array(z.string()).check(describe('Models to offer besides the well-known ones.'))),
  limits: z.optional(z.strictObject({
    concurrency: z.optional(z.int().check(z.minimum(1), z.maximum(1_000), describe('Requests at once; further ones wait in line.'))),
    requestsPerMinute: z.optional(z.int().check(z.minimum(1), z.maximum(100_000), describe('Requests in any minute.'))),
    tokensPerMinute: z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000_000), describe('Tokens in any minute, of input and output.'))),
  }).check(describe('What to ask of it at most. Limits the server tells are kept in any case.'))),
});

const reference = z.string().check(z.regex(/^[^\s/]+\/\S+$/, 'Write provider/model, such as openai/gpt-6-sol.'));
const route = z.strictObject({
  models: z.array(z.union([
    reference,
    z.strictObject({ model: reference, weight: z.optional(z.number().check(z.minimum(0), z.maximum(1_000), describe('The share of calls it gets, for `weighted`. 0: only when all others failed.'))) }),
  ], { error: 'Write provider/model, such as openai/gpt-6-sol, or {"model": "openai/gpt-6-sol", "weight": 2}.' })).check(z.minLength(1), z.maxLength(20), describe('The models that may answer, as `provider/model`; another route is none. Several keys of one vendor are several providers of your own with the same `type`.')),
  strategy: z._default(z.enum(['ordered', 'round-robin', 'weighted', 'least-busy', 'lowest-latency', 'lowest-cost']).check(describe('Whom to ask first: as they are written, each in turn, by `weight`, whoever answers the fewest calls of this window, whoever began soonest lately, or the cheapest for the question.')), 'ordered'),
  contextOverflow: z.optional(z.array(reference).check(z.maxLength(20), describe('Whom to ask when a conversation is too long. Left out: the other models.'))),
  contentFilter: z.optional(z.array(reference).check(z.maxLength(20), describe('Whom to ask when a content filter or the model itself refused. Left out: nobody.'))),
});

const rate = z.number().check(z.minimum(0), z.maximum(10_000));
const rates = {
  input: rate.check(describe('USD for a million input tokens.')),
  output: rate.check(describe('USD for a million output tokens.')),
  cacheRead: z.optional(rate.check(describe('For a million input tokens read from the cache.'))),
  cacheWrite5m: z.optional(rate.check(describe('For a million input tokens written to the cache for some minutes.'))),
  cacheWrite1h: z.optional(rate.check(describe('For a million input tokens written to the cache for an hour.'))),
  reasoning: z.optional(rate.check(describe('For a million tokens of reasoning, where it does not cost what output does.'))),
};
const price = z.strictObject({
  ...rates,
  above: z.optional(z.strictObject({ tokens: z.int().check(z.positive(), describe('Input tokens.')), ...rates }).check(describe('Rates for the whole request once its input is longer.'))),
  asOf: z.optional(z.string().check(z.maxLength(40), describe('The day these prices are of.'))),
});

const notDollars = { error: 'Write an amount in US dollars, such as 5 or 0.5.' };
const dollars = z.number(notDollars).check(z.minimum(0, notDollars), z.maximum(1_000_000, notDollars));
const notShare = { error: 'Write a share of a limit, such as 0.8 for 80 %.' };
const limits = {
  session: z.optional(dollars.check(describe('USD for a window since it was opened.'))),
  day: z.optional(dollars.check(describe('USD for a day, in all windows.'))),
  week: z.optional(dollars.check(describe('USD from Monday on.'))),
  month: z.optional(dollars.check(describe('USD for a calendar month.'))),
  perRequest: z.optional(dollars.check(describe('USD for a single request, at most: a longer answer than it pays for is cut.'))),
  confirmAbove: z.optional(dollars.check(describe('Ask before a message that is expected to cost more than this, in USD, or whose cost is not known.'))),
  onLimit: z._default(z.enum(['block', 'ask', 'downgrade'], { error: 'It is block, ask or downgrade.' }).check(describe('What is to happen when not even a short answer fits. What has no known price is asked about in any case.')), 'ask'),
  downgradeTo: z.optional(z.string().check(describe('The model to go on with, for `downgrade`.'))),
  alertAt: z._default(z.array(z.number(notShare).check(z.positive(notShare), z.maximum(10, notShare))).check(z.maxLength(10), describe('Shares of a limit at which to tell: 0.8 is 80 %.')), [0.5, 0.8, 1]),
};
const pieceNames = statusPieces.join(', ');
const notShown = { error: `Use a list of pieces, or a text with pieces in braces such as "{today} | {budget}". Pieces are: ${pieceNames}.` };
const shown = z.union([z.array(z.enum(statusPieces, notShown)), z.string().check(z.maxLength(200), z.refine((format) => unknownPieces(format).length === 0, notShown))], notShown);

export const settings = {
  'parley.model': setting({
    schema: z.string(),
    fallback: '',
    description: 'The model to use, as `provider/model`: `openai/gpt-6-sol`, `openai-compatible/qwen3`, `demo/tour`; or a route of `parley.routes`: `route/coding`. Empty: the first provider that has a key, else the demo.',
    scope: 'window',
    restricted: true,
  }),
  'parley.tasks': setting({
    schema: z.record(z.string(), z.string()),
    fallback: {},
    description: 'A model of its own for a task: `{"explain": "openai/gpt-6-luna"}`. Tasks: `chat`, `explain`.',
    scope: 'window',
    restricted: true,
  }),
  'parley.routes': setting({
    schema: z.record(z.string().check(z.regex(/^[^\s/]+$/, 'The name of a route has no spaces and no slashes.')), route),
    fallback: {},
    description: 'Models that stand in for one another, by a name: `{"coding": {"models": ["anthropic/claude-sonnet-5-5", "openai/gpt-6-sol"]}}` makes `route/coding`, which is used like any model. When one fails the next answers; when one breaks off in the middle the next goes on, and says so.',
    scope: 'window',
    restricted: true,
  }),
  'parley.context': setting({
    schema: z.strictObject({
      autoContinue: z._default(z.int().check(z.minimum(0), z.maximum(20), describe('How often an answer that reached the longest output of its model goes on by itself. Each time costs a request. 0: only when you press **Continue**.')), 0),
    }),
    fallback: { autoContinue: 0 },
    description: 'What goes with a question, and how long an answer may get.',
    scope: 'window',
  }),
  'parley.chat.sendWith': setting({
    schema: z.enum(['enter', 'mod-enter'], { error: 'It is enter or mod-enter.' }),
    fallback: 'enter',
    description: 'What sends a message: `enter`, with `Shift+Enter` for a new line, or `mod-enter`, which is `Ctrl+Enter` (`Cmd+Enter`), with `Enter` for a new line.',
    scope: 'window',
  }),
  'parley.chat.thinking': setting({
    schema: z.enum(['default', 'off', 'low', 'medium', 'high'], { error: 'It is default, off, low, medium or high.' }),
    fallback: 'default',
    description: 'How hard models are to think before they answer, in every conversation, where they can be told. `default` leaves it to the model. More costs more.',
    scope: 'window',
  }),
  'parley.chat.instructions': setting({
    schema: z.strictObject({
      workspace: z._default(z.boolean().check(describe('`.parley/instructions.md` of each folder.')), true),
      agents: z._default(z.boolean().check(describe('`AGENTS.md` of each folder.')), true),
      copilot: z._default(z.boolean().check(describe('`.github/copilot-instructions.md` of each folder.')), true),
      mine: z._default(z.boolean().check(describe('Your own, for all of your work: **Parley: Edit My Instructions**.')), true),
    }, { error: 'Instructions are: workspace, agents, copilot, mine; each is true or false.' }),
    fallback: { workspace: true, agents: true, copilot: true, mine: true },
    description: 'Which instructions go along with every question, where there are such files. Those of a workspace only while you trust it. **Parley: Show System Prompt** shows all that is sent.',
    scope: 'window',
    restricted: true,
  }),
  'parley.chat.mode': setting({
    schema: z.string().check(z.maxLength(100)),
    fallback: 'ask',
    description: 'The mode of conversations for which you chose none: `ask`, `terse`, `teach`, `plan`, or one of your own. **Parley: Switch Mode** chooses for one conversation.',
    scope: 'window',
    restricted: true,
  }),
  'parley.chat.modes': setting({
    schema: z.record(
      z.string().check(z.regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u, 'The name of a mode is letters, digits and hyphens.')),
      z.strictObject({
        prompt: z.string().check(z.minLength(1, 'Write what the model is to be told.'), z.maxLength(40_000), describe('What the model is told, in place of what Parley would tell it.')),
        description: z.optional(z.string().check(z.maxLength(200), describe('What the mode is for.'))),
      }),
    ),
    fallback: {},
    description: 'Modes of your own, by name: `{"duck": {"prompt": "Ask questions only, until I find the answer myself."}}`. Files in `.parley/modes` are modes, too.',
    scope: 'window',
    restricted: true,
  }),
  'parley.providers': setting({
    schema: z.record(z.string(), provider),
    fallback: {},
    description: 'Addresses and other particulars of providers, by id: `{"openai-compatible": {"baseUrl": "http://127.0.0.1:8000/v1"}}`. Any other id makes a provider of your own; say its `type`.',
    scope: 'machine',
  }),
  'parley.prices': setting({
    schema: z.record(z.string(), price),
    fallback: {},
    description: 'Prices of your own, in USD per million tokens, by model: `{"openai/gpt-6-sol": {"input": 2, "output": 10, "cacheRead": 0.2}}`. They win over the price list that comes with Parley.',
    // What a workspace could set, it could set to nothing.
    scope: 'machine',
  }),
  'parley.pricesUrl': setting({
    schema: z.string(),
    fallback: '',
    description: 'An https address to fetch a newer price list from, once a day, in the form of Parley\'s own `catalog.json`. Empty: nothing is fetched.',
    scope: 'machine',
  }),
  'parley.budgets': setting({
    schema: z.strictObject(limits, { error: `Budgets are: ${Object.keys(limits).join(', ')}.` }),
    fallback: { onLimit: 'ask', alertAt: [0.5, 0.8, 1] },
    description: 'What you want to spend at most, in USD: `{"day": 5, "month": 60}`. Nothing is sent that could cost more than is left, in all windows together; near a limit answers get shorter. **Parley: Edit Budgets** changes this, too.',
    // A person's own money: neither a workspace nor a container that comes with one may raise it.
    scope: 'application',
  }),
  'parley.statusBar': setting({
    schema: z.strictObject({ show: z._default(shown.check(describe(`A list of pieces, or a text with pieces in braces: \`"{today} | {budget}"\`. Pieces: ${pieceNames}.`)), ['today', 'context']) }),
    fallback: { show: ['today', 'context'] },
    description: 'What the status bar shows of tokens and cost.',
    scope: 'window',
  }),
  'parley.ledger': setting({
    schema: z.object({
      keepDays: z._default(z.number().check(z.minimum(0), z.maximum(36_500), describe('Days to keep each attempt for. 0 keeps them for ever. Sums per day are kept in any case.')), 0),
    }),
    fallback: { keepDays: 0 },
    description: 'The ledger of everything that was asked and what it cost.',
    scope: 'machine',
  }),
  'parley.timeouts': setting({
    schema: z.object({
      connect: z._default(seconds.check(describe('Seconds until there is a connection. 0 waits for ever.')), 20),
      firstEvent: z._default(seconds.check(describe('Seconds until an answer must begin. 0 waits for ever.')), 120),
      firstEventThinking: z._default(seconds.check(describe('The same for models that think before they speak.')), 600),
      betweenEvents: z._default(seconds.check(describe('Seconds an answer may pause. 0 waits for ever.')), 60),
      total: z._default(seconds.check(describe('Seconds a whole answer may take. 0 waits for ever.')), 3_600),
    }),
    fallback: { connect: 20, firstEvent: 120, firstEventThinking: 600, betweenEvents: 60, total: 3_600 },
    description: 'How long to wait for a server, in seconds.',
    scope: 'window',
  }),
  'parley.retry': setting({
    schema: z.strictObject({
      attempts: z._default(z.int().check(z.minimum(0), z.maximum(10), describe('How often to try again. 0 never does.')), 3),
      maxDelay: z._default(seconds.check(describe('The longest wait before a new attempt, in seconds. A server that asks for a longer one is not asked again.')), 60),
      deadline: z._default(seconds.check(describe('Nothing is tried again this many seconds after the question.')), 180),
      perConversation: z._default(z.int().check(z.minimum(0), z.maximum(1_000), describe('New attempts a conversation has in store. One comes back every half minute.')), 12),
    }),
    fallback: { attempts: 3, maxDelay: 60, deadline: 180, perConversation: 12 },
    description: 'What to do when a provider fails in a way that passes: it is asked again, as long as nothing of the answer was shown.',
    scope: 'window',
  }),
  'parley.cache': setting({
    schema: z.strictObject({
      tasks: z._default(z.array(z.string()).check(z.maxLength(50), describe('The tasks whose answers are kept and given again when the same is asked in the same words, such as `["explain"]`.')), []),
      days: z._default(z.number().check(z.positive(), z.maximum(365), describe('For how long.')), 7),
      megabytes: z._default(z.number().check(z.positive(), z.maximum(1_000), describe('How much at most; what was unused longest goes first.')), 50),
    }),
    fallback: { tasks: [], days: 7, megabytes: 50 },
    description: 'Answers kept on this machine, so that the same question costs nothing again. Off while no task is named. **Parley: Clear Kept Answers** lets go of them.',
    scope: 'machine',
  }),
  'parley.otel': setting({
    schema: z.strictObject({
      endpoint: z._default(z.string().check(describe('The address of an OpenTelemetry collector that takes OTLP over HTTP as JSON, such as `http://127.0.0.1:4318`. Empty: nothing is told.')), ''),
      headers: z._default(z.record(z.string(), z.string()).check(describe('Headers to send along.')), {}),
      content: z._default(z.boolean().check(describe('Whether what is asked and answered goes there, too.')), false),
    }),
    fallback: { endpoint: '', headers: {}, content: false },
    description: 'Where to tell of each request: its model, times, tokens, cost and errors, as spans and metrics. Nowhere unless an address is set, and never what is said unless `content` is on.',
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
