// What the diagnosis asks of the rest of the house.

import type { ProviderDirectory } from '../../core/providers/directory.ts';
import type { Traces } from '../../core/trace/traces.ts';
import type { Keys } from '../../host/keys.ts';
import type { Settings } from '../../host/settings.ts';
import type { VirtualDocuments } from '../../host/virtualDocuments.ts';

export interface DoctorPorts {
  readonly settings: Settings;
  readonly providers: ProviderDirectory;
  readonly keys: Pick<Keys, 'where'>;
  readonly modelFor: (task: string) => string;
  readonly traces: Pick<Traces, 'recent'>;
  readonly documents: VirtualDocuments;
  /** Parley's own version. */
  readonly version: string;
}
