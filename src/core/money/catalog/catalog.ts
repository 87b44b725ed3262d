// What is known of models before they are asked: prices, windows, abilities. Loaded on first use, found by exact names.

import type { ModelInfo } from '../../model/modelInfo.ts';
import { providerIn } from '../../model/modelRef.ts';
import type { PriceEntry } from '../price.ts';
import { namesToTry } from '../priceNames.ts';
import type { CatalogFile, CatalogModel, CatalogSource } from './catalogFile.ts';

/** A model as the catalogue files it: under the vendor whose prices hold. */
export interface Placed {
  readonly provider: string;
  readonly model: string;
}

/** A file, and where it came from if it did not come with us. */
export interface LoadedCatalog {
  readonly file: CatalogFile;
  readonly origin?: string;
}

export interface CatalogPorts {
  /** All files there are; a later one wins. Tried again when it fails. */
  readonly load: () => Promise<readonly LoadedCatalog[]>;
  /** Undefined for a reference whose vendor is not one the catalogue can speak for. */
  readonly place: (reference: string) => Placed | undefined;
}

/** All but `ready` know nothing until it is done. */
export interface ModelCatalog {
  /** Never rejects: without a catalogue everything is merely unknown. */
  readonly ready: () => Promise<void>;
  readonly price: (placed: Placed) => PriceEntry | undefined;
  readonly info: (reference: string) => ModelInfo;
  readonly place: (reference: string) => Placed | undefined;
  /** Reads the files anew at the next `ready`. */
  readonly forget: () => void;
}

interface Found {
  readonly model: CatalogModel;
  readonly loaded: LoadedCatalog;
}

/** The catalogue that came with us. Its guard is the test at generation; here it only has to be the right version. */
export async function loadBundledCatalog(): Promise<LoadedCatalog> {
  const { default: file } = (await import('./catalog.json', { with: { type: 'json' } })) as { default: unknown };
  if (!isCatalog(file)) throw new Error('The catalogue is not of this version.');
  return { file };
}

function isCatalog(file: unknown): file is CatalogFile {
  return typeof file === 'object' && file !== null && 'version' in file && file.version === 1 && 'models' in file && Array.isArray(file.models);
}

export function createModelCatalog({ load, place }: CatalogPorts): ModelCatalog {
  let index: ReadonlyMap<string, Found> = new Map();
  let loading: Promise<void> | undefined;
  let round = 0;
  const find = ({ provider, model }: Placed): Found | undefined =>
    namesToTry(provider, model).map((name) => index.get(keyOf(provider, name))).find((found) => found !== undefined);
  const read = async (): Promise<void> => {
    round += 1;
    const mine = round;
    const files = await load().catch(() => undefined);
    // What was read before `forget` does not replace what was read after it.
    if (mine !== round) return;
    if (files) index = indexOf(files);
    else loading = undefined;
  };
  return {
    place,
    ready() {
      loading ??= read();
      return loading;
    },
    price(placed) {
      const found = find(placed);
      return found && entryOf(found);
    },
    info(reference) {
      const placed = place(reference);
      const found = placed && find(placed);
      return found ? infoOf(found.model) : {};
    },
    forget() {
      loading = undefined;
    },
  };
}

function keyOf(provider: string, name: string): string {
  return `${provider}/${name}`.toLowerCase();
}

/** A model's own name beats another's second one; a later file beats an earlier one. */
function indexOf(files: readonly LoadedCatalog[]): ReadonlyMap<string, Found> {
  const index = new Map<string, Found>();
  for (const loaded of files) {
    for (const model of loaded.file.models) {
      const provider = providerIn(model.id);
      for (const name of model.aka ?? []) index.set(keyOf(provider, name), { model, loaded });
    }
    for (const model of loaded.file.models) index.set(model.id.toLowerCase(), { model, loaded });
  }
  return index;
}

function entryOf({ model, loaded: { file, origin } }: Found): PriceEntry | undefined {
  const sourceOf = (key = ''): CatalogSource | undefined => (Object.hasOwn(file.sources, key) ? file.sources[key] : undefined);
  const source = sourceOf(model.from.prices);
  const cache = sourceOf(model.from.cache);
  if (!model.prices || !source) return undefined;
  return {
    model: model.id,
    periods: model.prices,
    ...(model.serviceTiers && { serviceTiers: model.serviceTiers }),
    ...(model.note !== undefined && { note: model.note }),
    source: [source.name, cache && `(cache rates: ${cache.name})`, origin === undefined ? undefined : `by ${origin}`].filter((word) => word !== undefined).join(' '),
    asOf: source.date,
  };
}

function infoOf({ contextWindow, maxOutput, thinking, efforts, images, tools }: CatalogModel): ModelInfo {
  return {
    ...(contextWindow !== undefined && { contextWindow }),
    ...(maxOutput !== undefined && { maxOutput }),
    ...(thinking !== undefined && { thinking }),
    ...(efforts && { efforts }),
    ...(images !== undefined && { images }),
    ...(tools !== undefined && { tools }),
  };
}
