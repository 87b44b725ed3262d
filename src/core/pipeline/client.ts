// The client: every call of the editor and of the command line goes this way.
//
// trace -> timeouts -> meter -> attempt. The order is the contract; each layer's header says why it stands where it does.

import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Handler } from '../model/handler.ts';
import type { AttemptSink } from '../money/attempt.ts';
import type { PriceBook } from '../money/price.ts';
import type { ProviderDirectory } from '../providers/directory.ts';
import type { CallCounter } from '../tokens/guess.ts';
import { type AttemptPorts, createAttempt, type KeySource } from './attempt.ts';
import { compose } from './compose.ts';
import { meter } from './layers/meter.ts';
import { type Timeouts, timeouts } from './layers/timeouts.ts';
import { trace } from './layers/trace.ts';

export interface ClientPorts {
  readonly providers: ProviderDirectory;
  readonly keys: KeySource;
  readonly fetch: typeof globalThis.fetch;
  readonly editorModels?: AttemptPorts['editorModels'];
  readonly clock: Clock;
  readonly log: Log;
  readonly prices: PriceBook;
  readonly describe?: AttemptPorts['describe'];
  readonly attempts: AttemptSink;
  /** Counts what arrives; guesses when left out. */
  readonly tokens?: CallCounter;
  readonly timeouts: () => Timeouts;
}

export function createClient(ports: ClientPorts): Handler {
  const { clock, log, prices, attempts } = ports;
  const isFree = (reference: string): boolean => {
    const provider = ports.providers.find(reference.slice(0, reference.indexOf('/')));
    return provider?.provider.free === true;
  };
  return compose([trace(log, clock), timeouts(clock, ports.timeouts), meter({ clock, prices, attempts, tokens: ports.tokens, isFree })], createAttempt(ports));
}
