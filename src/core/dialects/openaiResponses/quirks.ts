// How servers that speak this wire differ, as data.

import type { Door } from '../openai/door.ts';
import type { OpenaiChatQuirks } from '../openaiChat/quirks.ts';

/** Every field is what OpenAI itself does unless a vendor's file says otherwise. */
export interface OpenaiResponsesQuirks extends Door, Pick<OpenaiChatQuirks, 'models' | 'reportedCost'> {
  /** The role of a system message in the middle of a conversation. */
  readonly systemRole?: 'developer' | 'system';
  /** Whether encrypted reasoning may be asked for. */
  readonly encryptedReasoning?: boolean;
  /** Whether `reasoning` may be sent. */
  readonly reasoning?: boolean;
  /** Whether a schema may be sent as `text.format`; else it is told in words. */
  readonly jsonSchema?: boolean;
  /** Whether `prompt_cache_key` may be sent. */
  readonly promptCacheKey?: boolean;
  /** The smallest `max_output_tokens` the server takes. */
  readonly leastOutput?: number;
}

/** For servers that took over the wire, but not what only OpenAI's own machines can do. */
export const plainResponses: OpenaiResponsesQuirks = { encryptedReasoning: false, promptCacheKey: false };
