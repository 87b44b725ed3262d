// What choosing a model needs from the rest of the house.

import type { Event } from '../../core/base/emitter.ts';
import type { ProviderDirectory } from '../../core/providers/directory.ts';
import type { Keys } from '../../host/keys.ts';
import type { Settings } from '../../host/settings.ts';
import type { ModelView } from '../../shared/protocol.ts';

export interface ModelsPorts {
  readonly settings: Settings;
  readonly keys: Keys;
  readonly providers: ProviderDirectory;
  readonly model: () => ModelView;
  readonly onDidChangeModel: Event<void>;
}
