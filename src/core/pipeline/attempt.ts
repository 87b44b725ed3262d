// The innermost handler: finds the provider, its key and address, and lets its dialect speak.

import type { EditorModels } from '../model/editorModels.ts';
import type { Handler } from '../model/handler.ts';
import type { StreamEvent } from '../model/streamEvent.ts';
import type { ModelInfo } from '../model/modelInfo.ts';
import type { ConfiguredProvider, ProviderDirectory } from '../providers/directory.ts';
import { dialectFor } from '../providers/provider.ts';
import { findEndpoint } from './endpoint.ts';
import { keepContract } from './keepContract.ts';
import { type TellConnections, telling } from './transport.ts';

/** A key, and which one it is in words. Only the words go into the ledger. */
export interface FoundKey {
  readonly key: string;
  readonly label: string;
}

/** Finds the key for a provider. The only place the engine gets one from. */
export type KeySource = (configured: ConfiguredProvider) => Promise<FoundKey | undefined>;

export interface AttemptPorts {
  readonly providers: ProviderDirectory;
  readonly keys: KeySource;
  readonly fetch: typeof globalThis.fetch;
  /** Tells how connections come about, where that can be known. */
  readonly connections?: TellConnections | undefined;
  /** Absent where there is no editor, as on the command line. */
  readonly editorModels?: EditorModels | undefined;
  /** What is known of a model beyond what its vendor's file says; it wins over that. */
  readonly describe?: ((reference: string) => Promise<ModelInfo>) | undefined;
}

export function createAttempt(ports: AttemptPorts): Handler {
  return (call) => {
    let keyLabel: string | undefined;
    const answer = async (): Promise<AsyncIterable<StreamEvent>> => {
      const target = ports.providers.resolve(call.model);
      const endpoint = await findEndpoint(target, { ...ports, fetch: telling(ports.fetch, call, ports.connections) }, call.signal);
      ({ keyLabel } = endpoint);
      const { provider, settings } = target.configured;
      const dialect = await dialectFor(provider, target.model, settings).load();
      return dialect.stream(call, endpoint);
    };
    // The dialect names the bare vendor and model; the caller knows the reference it asked for.
    const named = (event: StreamEvent): StreamEvent => {
      if (event.type === 'finish') return { ...event, model: call.model, ...(keyLabel !== undefined && { keyLabel }) };
      return event.type === 'message-start' ? { ...event, model: call.model } : event;
    };
    return keepContract(call, answer, named);
  };
}
