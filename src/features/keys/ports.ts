// What managing keys needs of the rest.

import type { ProviderDirectory } from '../../core/providers/directory.ts';
import type { Keys } from '../../host/keys.ts';

export interface KeysPorts {
  readonly keys: Keys;
  readonly providers: ProviderDirectory;
}
