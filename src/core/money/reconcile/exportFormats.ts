// What the usage exports of providers look like, as data: by which columns one is known, and what stands where.
//
// Known from: OpenAI's usage page (costs; completions usage), the Claude Console (usage; cost), OpenRouter's activity page
// (summary; one row per generation), Google Cloud's cost table, LiteLLM's spend logs. Columns are lower case, in order of preference.

export interface ExportFormat {
  readonly label: string;
  /** The ids of our providers it is about. */
  readonly providers: readonly string[];
  /** All of them are there in this format, and not in those below it. */
  readonly known: readonly string[];
  readonly day: readonly string[];
  /** The end of what a row covers: more than a day cannot be compared by day. */
  readonly end?: readonly string[];
  readonly model: readonly string[];
  /** Where the model is only part of a cell; its first group is the name. */
  readonly modelIn?: RegExp;
  readonly cost?: readonly string[];
  readonly currency?: readonly string[];
  /** Every one of them is added, so they must not overlap. */
  readonly input?: readonly string[];
  readonly output?: readonly string[];
  /** Rows that are about something else are passed over. */
  readonly only?: { readonly column: string; readonly matches: RegExp };
}

export const exportFormats: readonly ExportFormat[] = [
  {
    label: 'OpenAI costs',
    providers: ['openai'],
    known: ['amount_value', 'line_item'],
    day: ['start_time_iso', 'start_time'],
    end: ['end_time_iso', 'end_time'],
    model: ['line_item'],
    modelIn: /^([^,]+)/,
    cost: ['amount_value'],
    currency: ['amount_currency'],
  },
  {
    label: 'OpenAI usage',
    providers: ['openai'],
    known: ['num_model_requests', 'input_tokens', 'output_tokens'],
    day: ['start_time_iso', 'start_time'],
    end: ['end_time_iso', 'end_time'],
    model: ['model'],
    input: ['input_tokens'],
    output: ['output_tokens'],
  },
  {
    label: 'Anthropic cost',
    providers: ['anthropic'],
    known: ['usage_date_utc', 'cost_usd', 'model'],
    day: ['usage_date_utc'],
    model: ['model'],
    cost: ['cost_usd'],
  },
  {
    label: 'Anthropic usage',
    providers: ['anthropic'],
    known: ['usage_date_utc', 'model_version', 'usage_output_tokens'],
    day: ['usage_date_utc'],
    model: ['model_version'],
    input: ['usage_input_tokens_no_cache', 'usage_input_tokens_cache_write_5m', 'usage_input_tokens_cache_write_1h', 'usage_input_tokens_cache_write', 'usage_input_tokens_cache_read'],
    output: ['usage_output_tokens'],
  },
  {
    label: 'OpenRouter generations',
    providers: ['openrouter'],
    known: ['created_at', 'cost_total', 'model_permaslug'],
    day: ['created_at'],
    model: ['model_permaslug'],
    cost: ['cost_total'],
    input: ['tokens_prompt'],
    output: ['tokens_completion'],
  },
  {
    label: 'OpenRouter activity',
    providers: ['openrouter'],
    known: ['date', 'slug', 'usage'],
    day: ['date'],
    model: ['slug'],
    cost: ['usage'],
    input: ['prompt tokens'],
    output: ['completion tokens'],
  },
  {
    label: 'Google Cloud cost table',
    providers: ['gemini', 'vertex'],
    known: ['service description', 'sku description', 'usage start date'],
    day: ['usage start date'],
    end: ['usage end date'],
    model: ['sku description'],
    modelIn: /\b((?:gemini|claude)[ -]\d+(?:\.\d+)?(?:[ -](?:flash[ -]lite|flash|pro|nano|opus|sonnet|haiku))?|claude[ -](?:opus|sonnet|haiku)[ -]\d+(?:\.\d+)?)/i,
    cost: ['unrounded cost ($)', 'cost ($)', 'unrounded subtotal ($)', 'subtotal ($)'],
    only: { column: 'service description', matches: /gemini|vertex|generative language|agent platform|claude/i },
  },
  {
    label: 'LiteLLM spend logs',
    providers: ['litellm'],
    known: ['spend', 'model', 'prompt_tokens'],
    day: ['starttime', 'start_time'],
    model: ['model_group', 'model'],
    cost: ['spend'],
    input: ['prompt_tokens'],
    output: ['completion_tokens'],
  },
];
