// Reads a response body as server-sent events, a batch per network chunk.

import { createParser } from 'eventsource-parser';
import { parseJson } from './json.ts';
import { turn } from './turns.ts';

/** One server-sent event. */
export interface ServerEvent {
  readonly name: string | undefined;
  readonly data: string;
}

/**
 * Ends with the body; rejects when the socket does. A last event without its closing blank line counts when it is whole.
 * `watch` sees all of the text as it comes, also what is no event: some servers write a bare error into the stream.
 */
export async function* readServerEvents(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  watch?: (text: string) => void,
): AsyncGenerator<readonly ServerEvent[]> {
  let batch: ServerEvent[] = [];
  const parser = createParser({ onEvent: ({ event, data }) => void batch.push({ name: event, data }) });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    if (signal.aborted) return;
    for (;;) {
      const { done, value } = await reader.read();
      await turn();
      if (signal.aborted) return;
      const text = done ? `${decoder.decode()}\n\n` : decoder.decode(value, { stream: true });
      watch?.(text);
      parser.feed(text);
      if (batch.length > 0) {
        const ready = done ? batch.filter(isWhole) : batch;
        batch = [];
        yield ready;
      }
      if (done) return;
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

/** Everything that is sent on these wires is JSON, but for the mark that ends some of them. */
function isWhole({ data }: ServerEvent): boolean {
  return data.trim() === '[DONE]' || parseJson(data) !== undefined;
}
