// A newer catalogue from an address of the user's. What comes is hostile until it has been read whole and checked.

import * as z from 'zod/mini';
import { type CatalogFile, type CatalogModel, catalogSchema, catalogModelSchema } from './catalogFile.ts';

const largest = 4_000_000;
/** So many models are checked in one go; whoever else wants to do something gets a turn in between. */
const atOnce = 200;

export interface RefreshPorts {
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
}

/** Resolves to a checked file. Rejects with an Error whose message is one sentence for people. */
export async function fetchCatalog(address: string, { fetch, signal }: RefreshPorts): Promise<CatalogFile> {
  if (!isSafeAddress(address)) throw new Error('parley.pricesUrl must be an https address.');
  const response = await fetch(address, { signal, redirect: 'error', credentials: 'omit', headers: { accept: 'application/json' } }).catch((cause: unknown) => {
    throw new Error('The prices could not be fetched from the address in parley.pricesUrl.', { cause });
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`The address in parley.pricesUrl answered ${response.status}.`);
  }
  return checkCatalog(await readBounded(response));
}

const envelope = z.strictObject({ ...catalogSchema.shape, models: z.array(z.unknown()).check(z.maxLength(20_000)) });

/** Reads a catalogue from its text. Rejects what does not fit as a whole: half a price list is a wrong one. */
export async function checkCatalog(text: string): Promise<CatalogFile> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Error('What parley.pricesUrl gave is not JSON.', { cause });
  }
  const { models: unchecked, ...rest } = checked(envelope.safeParse(json), '');
  const models: CatalogModel[] = [];
  for (let start = 0; start < unchecked.length; start += atOnce) {
    for (const [index, model] of unchecked.slice(start, start + atOnce).entries()) models.push(checked(catalogModelSchema.safeParse(model), `models.${start + index}.`));
    await new Promise((resolve) => void setImmediate(resolve));
  }
  return { ...rest, models };
}

function checked<T>(result: z.core.util.SafeParseResult<T>, place: string): T {
  if (result.success) return result.data;
  const path = (result.error.issues[0]?.path ?? []).map(String).join('.');
  throw new Error(`What parley.pricesUrl gave is not a price list: ${`${place}${path}`.slice(0, 100)} does not fit.`);
}

/** On this machine no one listens in. */
function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname));
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > largest) throw new Error(`What parley.pricesUrl gave is longer than ${largest / 1_000_000} MB.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
