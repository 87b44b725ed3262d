// The way of one answer: the SDK makes the request, its raw response is read by us, so that nothing is hidden.

import type { Call } from '../../model/call.ts';
import type { Endpoint } from '../../model/dialect.ts';
import type { LlmError } from '../../model/llmError.ts';
import type { FinishEvent, StreamEvent } from '../../model/streamEvent.ts';
import { cancelled, finishWithError } from '../../model/finish.ts';
import { Beginning, cutShort } from './beginning.ts';
import { parseJson, property } from './json.ts';
import type { Notice } from './sampling.ts';
import { joinDeltas } from './joinDeltas.ts';
import { readServerEvents, type ServerEvent } from './serverEvents.ts';
import { notAStream } from './notAStream.ts';

/** Turns one stream's events into ours. */
export interface AnswerDecoder {
  /** True once nothing more can change the answer. */
  readonly done: boolean;
  /** True once the vendor began to answer. */
  readonly started: boolean;
  take(event: ServerEvent, into: StreamEvent[]): void;
  /** The body is over, or broke with `failure`. May have something left to say before the end. */
  end(failure: LlmError | undefined, into: StreamEvent[]): FinishEvent;
}

/** How a wire tells what went wrong. */
export interface WireErrors {
  /** Whatever the SDK, `fetch` or a body reader threw. `started` tells that the answer had begun. */
  readonly classifyFailure: (failure: unknown, endpoint: Endpoint, signal: AbortSignal, started: boolean) => LlmError;
  /** An error that came as a body. */
  readonly refused: (body: unknown, status: number | undefined, headers: Headers | undefined, fallback: string, endpoint: Endpoint) => LlmError;
}

/** One answer to be had. */
export interface Asking {
  readonly call: Call;
  readonly endpoint: Endpoint;
  readonly decoder: AnswerDecoder;
  readonly errors: WireErrors;
}

/** Asks the vendor. Whatever has to be said before the answer goes into `notices`, also when the asking fails. */
export type Request = (notices: Notice[]) => Promise<Response>;

/** Streams what `request` brings, through `decoder`. Ends with exactly one `finish`. */
export async function* streamAnswer({ call, endpoint, decoder, errors }: Asking, request: Request): AsyncGenerator<StreamEvent> {
  const { signal } = call;
  const notices: Notice[] = [];
  const beginning = new Beginning();
  let heard = false;
  let broken: LlmError | undefined;
  try {
    const response = await request(notices);
    yield* notices.splice(0);
    if (!response.headers.get('content-type')?.includes('event-stream') || !response.body) {
      const error = await explainBody(response, endpoint, errors);
      yield finishWithError(error, { model: call.model });
      return;
    }
    for await (const batch of readServerEvents(response.body, signal, (text) => beginning.see(text))) {
      heard ||= batch.length > 0;
      const events: StreamEvent[] = [];
      for (const event of batch) decoder.take(event, events);
      for (const event of joinDeltas(events)) yield event;
      if (decoder.done) break;
    }
    if (signal.aborted) broken = cancelled(endpoint.provider);
    else if (!heard && beginning.seen) broken = cutShort(endpoint.provider);
  } catch (failure) {
    broken = errors.classifyFailure(failure, endpoint, signal, decoder.started || beginning.seen);
  }
  const last: StreamEvent[] = notices.splice(0);
  const end = decoder.end(broken, last);
  yield* last;
  yield end;
}

/** A success without a stream may still say what is wrong. */
async function explainBody(response: Response, endpoint: Endpoint, { refused }: WireErrors): Promise<LlmError> {
  const text = (await response.text()).slice(0, 2_000);
  const body = parseJson(text);
  const says = property(body, 'error') ?? undefined;
  return says !== undefined ? refused(body, undefined, response.headers, text, endpoint) : notAStream(response, text.slice(0, 120), endpoint);
}
