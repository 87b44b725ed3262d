// Keeps the catalogue that was fetched from the user's address, and fetches it anew once a day.

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod/mini';
import type { Clock } from '../core/base/clock.ts';
import type { Disposable } from '../core/base/disposable.ts';
import type { Log } from '../core/base/log.ts';
import type { LoadedCatalog } from '../core/money/catalog/catalog.ts';

const maxAge = 24 * 60 * 60_000;
const patience = 30_000;

export interface FreshPricesPorts {
  /** The file to keep it in. */
  readonly path: string;
  /** Where to fetch it from; empty for nowhere. Read anew each time. */
  readonly address: () => string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly log: Log;
  /** Something newer was kept. */
  readonly onDidFetch: () => void;
}

export interface FreshPrices extends Disposable {
  /** What was kept from today's address, at once; asks the address in the background when that is old. Never rejects. */
  readonly load: () => Promise<LoadedCatalog | undefined>;
}

const keptSchema = z.object({ address: z.string(), at: z.number(), text: z.string() });
type Kept = z.infer<typeof keptSchema>;

export function createFreshPrices(ports: FreshPricesPorts): FreshPrices {
  const { path, address, clock, log } = ports;
  const control = new AbortController();
  let askedAt = Number.NEGATIVE_INFINITY;
  let askedFor = '';
  const refresh = async (from: string): Promise<void> => {
    const stop = new AbortController();
    const timer = clock.after(patience, () => stop.abort());
    try {
      const { fetchCatalog } = await import('../core/money/catalog/refresh.ts');
      const file = await fetchCatalog(from, { fetch: ports.fetch, signal: AbortSignal.any([control.signal, stop.signal]) });
      await keep(path, { address: from, at: clock.now(), text: JSON.stringify(file) });
      log.info('Prices were fetched.', { models: file.models.length });
      ports.onDidFetch();
    } catch (failure) {
      log.warn('Prices could not be fetched.', { reason: failure instanceof Error ? failure.message : String(failure) });
    } finally {
      timer.dispose();
    }
  };
  return {
    dispose: () => control.abort(),
    async load() {
      const from = address().trim();
      if (from === '') return undefined;
      const kept = await readKept(path);
      const ours = kept?.address === from ? kept : undefined;
      const now = clock.now();
      if ((!ours || now - ours.at > maxAge) && (askedFor !== from || now - askedAt > maxAge)) {
        [askedFor, askedAt] = [from, now];
        void refresh(from);
      }
      return ours && readCatalog(ours, log);
    },
  };
}

/** The file may have been touched since: it is checked like the day it came. */
async function readCatalog(kept: Kept, log: Log): Promise<LoadedCatalog | undefined> {
  try {
    const { checkCatalog } = await import('../core/money/catalog/refresh.ts');
    return { file: await checkCatalog(kept.text), origin: `${new URL(kept.address).host}, fetched ${new Date(kept.at).toISOString().slice(0, 10)}` };
  } catch (failure) {
    log.warn('The kept prices could not be read.', { reason: String(failure) });
    return undefined;
  }
}

async function readKept(path: string): Promise<Kept | undefined> {
  try {
    const result = keptSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all: other windows may be reading. */
async function keep(path: string, kept: Kept): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, JSON.stringify(kept));
  await rename(unfinished, path);
}
