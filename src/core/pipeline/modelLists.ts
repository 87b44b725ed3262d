// Which models a provider offers right now, asked at most once in a while. What cannot be had is an empty list: names can be typed.

import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { ListedModel } from '../model/dialect.ts';
import type { ConfiguredProvider } from '../providers/directory.ts';
import { dialectFor } from '../providers/provider.ts';
import type { AttemptPorts } from './attempt.ts';
import { findEndpoint } from './endpoint.ts';

const keptFor = 5 * 60_000;
const patience = 4_000;

export interface ModelLists {
  /** Never rejects, and never takes longer than a few seconds. */
  list(configured: ConfiguredProvider): Promise<readonly ListedModel[]>;
  /** The next look at this provider's list is a fresh one. */
  forget(providerId: string): void;
}

export interface ModelListsPorts extends AttemptPorts {
  readonly clock: Clock;
  readonly log: Log;
}

export function createModelLists(ports: ModelListsPorts): ModelLists {
  const kept = new Map<string, { readonly at: number; readonly models: Promise<readonly ListedModel[]> }>();
  return {
    list(configured) {
      const name = `${configured.id} ${configured.baseUrl ?? ''}`;
      const known = kept.get(name);
      if (known && ports.clock.now() - known.at < keptFor) return known.models;
      const models = ask(configured, ports).catch((failure: unknown) => {
        // Next time it may be there: a failure is not kept.
        kept.delete(name);
        ports.log.debug('A list of models could not be had.', { provider: configured.id, reason: String(failure) });
        return [];
      });
      kept.set(name, { at: ports.clock.now(), models });
      return models;
    },
    forget(providerId) {
      for (const name of kept.keys()) if (name.startsWith(`${providerId} `)) kept.delete(name);
    },
  };
}

async function ask(configured: ConfiguredProvider, ports: ModelListsPorts): Promise<readonly ListedModel[]> {
  const control = new AbortController();
  const timer = ports.clock.after(patience, () => control.abort());
  try {
    const model = configured.models[0] ?? '';
    const endpoint = await findEndpoint({ configured, model }, ports);
    const dialect = await dialectFor(configured.provider, model, configured.settings).load();
    return (await dialect.listModels?.(endpoint, control.signal)) ?? [];
  } finally {
    timer.dispose();
  }
}
