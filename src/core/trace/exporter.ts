// Tells a collector of calls, some at a time. It never holds up or fails a call: what cannot be told soon is let go of.

import { redact } from '../base/redact.ts';
import type { Disposable } from '../base/disposable.ts';
import { metricsOf, spansOf } from './otlp.ts';
import type { CallRecord } from './record.ts';
import type { TracesPorts } from './target.ts';

export interface Exporter extends Disposable {
  readonly add: (record: CallRecord) => void;
  readonly flushed: () => Promise<void>;
}

const soon = 5_000;
const atOnce = 64;
const mostWaiting = 512;
const patience = 10_000;
/** Told once more; then it is let go of. */
const attempts = 2;
const passing = new Set([429, 502, 503, 504]);

export function createExporter({ target, fetch, clock, log }: TracesPorts): Exporter {
  let waiting: CallRecord[] = [];
  let timer: Disposable | undefined;
  let sending: Promise<void> | undefined;
  let disposed = false;
  let troubled = false;

  async function post(path: string, body: unknown): Promise<void> {
    const { endpoint, headers } = target();
    const address = `${endpoint.replace(/\/+$/, '')}${path}`;
    if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) throw new Error('parley.otel.endpoint is not an http or https address.');
    const text = JSON.stringify(body);
    for (let attempt = 1; ; attempt++) {
      const control = new AbortController();
      const giveUp = clock.after(patience, () => control.abort());
      try {
        // A redirect would take what was said, and the headers, to a host nobody chose.
        const response = await fetch(address, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: text, signal: control.signal, redirect: 'error' });
        await response.body?.cancel();
        if (response.ok) return;
        if (attempt >= attempts || !passing.has(response.status)) throw new Error(`The collector answered ${response.status}.`);
      } finally {
        giveUp.dispose();
      }
    }
  }

  async function sendAll(): Promise<void> {
    while (waiting.length > 0 && target().endpoint !== '') {
      const batch = waiting.slice(0, atOnce);
      waiting = waiting.slice(atOnce);
      try {
        await post('/v1/traces', spansOf(batch));
        await post('/v1/metrics', metricsOf(batch));
        troubled = false;
      } catch (failure) {
        if (!troubled) log.warn('Traces could not be told to the collector; they are let go of.', { reason: redact(String(failure)) });
        troubled = true;
      }
    }
    waiting = [];
  }

  function send(): Promise<void> {
    timer?.dispose();
    timer = undefined;
    sending ??= sendAll().finally(() => (sending = undefined));
    return sending;
  }

  return {
    add(record) {
      if (disposed) return;
      waiting.push(record);
      if (waiting.length > mostWaiting) waiting.shift();
      if (waiting.length >= atOnce) void send();
      else timer ??= clock.after(soon, () => void send());
    },
    flushed: send,
    dispose() {
      disposed = true;
      void send();
    },
  };
}
