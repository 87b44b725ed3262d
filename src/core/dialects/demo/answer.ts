// What the demo says to one call, before it is streamed.

import type { JsonObject } from '../../model/message.ts';

/** A whole answer. Thinking comes first, then the text, then the tool call. */
export interface Answer {
  readonly thinking?: string;
  readonly text: string;
  readonly toolCall?: ToolRequest;
}

/** A tool the demo asks to be run. */
export interface ToolRequest {
  readonly id: string;
  readonly name: string;
  readonly arguments: JsonObject;
}

/** Gives the event loop a turn between two pieces of work. */
export type Breathe = () => Promise<void>;
