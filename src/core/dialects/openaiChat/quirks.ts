// How servers that speak this wire differ, as data.

/** Every field is what OpenAI itself does unless a vendor's file says otherwise. */
export interface OpenaiChatQuirks {
  /** The field that bounds the output. */
  readonly limitField?: 'max_completion_tokens' | 'max_tokens';
  /** Whether `stream_options.include_usage` may be sent. */
  readonly streamOptions?: boolean;
  /** The role that carries the system prompt. */
  readonly systemRole?: 'system' | 'developer';
  /** Whether `reasoning_effort` may be sent. */
  readonly reasoningEffort?: boolean;
  /** Whether a schema may be sent as `response_format`. */
  readonly jsonSchema?: boolean;
  /** True where reasoning tokens come on top of `completion_tokens` even when no total tells. */
  readonly reasoningOutsideCompletion?: boolean;
}
