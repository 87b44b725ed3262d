// The innermost handler: finds the provider, its key and address, and lets its dialect speak.

import type { Call } from '../model/call.ts';
import { type Endpoint } from '../model/dialect.ts';
import type { EditorModels } from '../model/editorModels.ts';
import type { Handler } from '../model/handler.ts';
import { LlmError } from '../model/llmError.ts';
import type { StreamEvent } from '../model/streamEvent.ts';
import type { ModelInfo } from '../model/modelInfo.ts';
import { formatModelRef } from '../model/modelRef.ts';
import type { ConfiguredProvider, ProviderDirectory, Target } from '../providers/directory.ts';
import { dialectFor, keyVariable } from '../providers/provider.ts';
import { keepContract } from './keepContract.ts';
import { withoutDetours } from './redirects.ts';
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
  return (call) => keepContract(call, () => answer(call, ports));
}

async function* answer(call: Call, ports: AttemptPorts): AsyncGenerator<StreamEvent> {
  const target = ports.providers.resolve(call.model);
  const endpoint = await findEndpoint(target, { ...ports, fetch: telling(ports.fetch, call, ports.connections) }, call.signal);
  const { provider, settings } = target.configured;
  const dialect = await dialectFor(provider, target.model, settings).load();
  for await (const event of dialect.stream(call, endpoint)) {
    // The dialect names the bare vendor and model; the caller knows the reference it asked for.
    if (event.type === 'finish') yield { ...event, model: call.model, ...(endpoint.keyLabel !== undefined && { keyLabel: endpoint.keyLabel }) };
    else yield event.type === 'message-start' ? { ...event, model: call.model } : event;
  }
}

/** Where the call goes. Throws an LlmError that says what is missing. */
export async function findEndpoint({ configured, model }: Target, ports: AttemptPorts, signal?: AbortSignal): Promise<Endpoint> {
  const { id, label, provider, settings } = configured;
  const baseUrl = settings.baseUrl ?? provider.address?.(settings, model) ?? provider.baseUrl;
  if (baseUrl === undefined) throw unusable('bad-request', `No address is set for ${label}. ${howToSetOne(configured)}`, id);
  if (provider.baseUrl !== baseUrl && !isWebAddress(baseUrl)) throw unusable('bad-request', `"${baseUrl}" is not an http or https address.`, id);
  const found = provider.key.use === 'none' ? undefined : await ports.keys(configured);
  const apiKey = found?.key.trim();
  if (provider.key.use === 'required' && !apiKey) throw unusable('auth', `There is no key for ${label} (${settings.apiKeyEnv ?? keyVariable(id)}).`, id);
  if (apiKey && !/^[\x21-\x7e]+$/.test(apiKey)) throw unusable('auth', `The key for ${label} holds characters that no key has.`, id);
  const endpoint: Endpoint = {
    provider: id,
    model,
    baseUrl,
    apiKey: apiKey || undefined,
    ...(apiKey && { keyLabel: found?.label }),
    headers: settings.headers ?? {},
    fetch: withoutDetours(ports.fetch, id),
    ...(ports.editorModels && { editorModels: ports.editorModels }),
    info: { ...provider.describe?.(model), ...(await ports.describe?.(formatModelRef({ provider: id, model }))) },
    preferences: settings,
  };
  const access = await provider.access?.();
  return access ? access(endpoint, settings, signal) : endpoint;
}

/** The settings that are missing; where none is, those there are make no address. */
function howToSetOne({ id, provider, settings }: ConfiguredProvider): string {
  const { needs = [] } = provider;
  const missing = needs.filter((name) => !settings[name]);
  const wanted = missing.length > 0 ? missing : needs.length > 0 ? needs : ['baseUrl'];
  return `${missing.length === 0 && needs.length > 0 ? 'Check' : 'Set'} ${wanted.map((name) => `parley.providers.${id}.${name}`).join(' and ')}.`;
}

function isWebAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}

function unusable(kind: 'auth' | 'bad-request', message: string, provider: string): LlmError {
  return new LlmError({ kind, message, retryable: false, provider });
}
