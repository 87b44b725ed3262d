// The last records, for whoever looks for what went wrong; and on to a collector where the user named one.

import type { Disposable } from '../base/disposable.ts';
import type { Exporter } from './exporter.ts';
import type { CallRecord } from './record.ts';
import type { TracesPorts } from './target.ts';

export interface Traces extends Disposable {
  readonly add: (record: CallRecord) => void;
  readonly withContent: () => boolean;
  /** The newest last. */
  readonly recent: () => readonly CallRecord[];
  /** Resolves when everything was told, or cannot be; never rejects. */
  readonly flushed: () => Promise<void>;
}

const mostKept = 100;

export function createTraces(ports: TracesPorts): Traces {
  const ring: CallRecord[] = [];
  let exporter: Promise<Exporter | undefined> | undefined;
  const load = async (): Promise<Exporter | undefined> => {
    try {
      return (await import('./exporter.ts')).createExporter(ports);
    } catch (failure) {
      ports.log.warn('Traces cannot be told to the collector.', { reason: String(failure) });
      return undefined;
    }
  };
  return {
    withContent: () => ports.target().content && ports.target().endpoint !== '',
    add(record) {
      const { content: _content, ...kept } = record;
      ring.push(kept);
      if (ring.length > mostKept) ring.shift();
      if (ports.target().endpoint === '') return;
      exporter ??= load();
      void exporter.then((there) => there?.add(record));
    },
    recent: () => [...ring],
    flushed: async () => (await exporter)?.flushed(),
    dispose: () => void exporter?.then((there) => there?.dispose()),
  };
}
