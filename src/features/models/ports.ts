// What choosing a model needs from the rest of the house.

import type { Event } from '../../core/base/emitter.ts';
import type { ModelLists } from '../../core/pipeline/modelLists.ts';
import type { PriceBook } from '../../core/money/price.ts';
import type { LocalServer } from '../../core/providers/discovery.ts';
import type { ProviderDirectory } from '../../core/providers/directory.ts';
import type { Keys } from '../../host/keys.ts';
import type { Settings } from '../../host/settings.ts';
import type { ModelView } from '../../shared/protocol.ts';

export interface ModelsPorts {
  readonly settings: Settings;
  readonly keys: Keys;
  readonly providers: ProviderDirectory;
  readonly lists: ModelLists;
  /** The lists may be others now: an extension brought models, or took them away. */
  readonly onDidChangeLists: Event<void>;
  /** The model servers that run on this machine now. */
  readonly findLocal: () => Promise<readonly LocalServer[]>;
  readonly prices: PriceBook;
  readonly model: () => ModelView;
  readonly onDidChangeModel: Event<void>;
}
