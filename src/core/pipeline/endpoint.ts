// Where a call goes and as whom: a provider's address and key, found anew for each attempt.

import type { Endpoint } from '../model/dialect.ts';
import type { EditorModels } from '../model/editorModels.ts';
import { LlmError } from '../model/llmError.ts';
import type { ModelInfo } from '../model/modelInfo.ts';
import { formatModelRef } from '../model/modelRef.ts';
import type { ConfiguredProvider, Target } from '../providers/directory.ts';
import { keyVariable } from '../providers/provider.ts';
import { withoutDetours } from './redirects.ts';

/** What is known of keys, models and the way out. */
export interface EndpointPorts {
  readonly keys: (configured: ConfiguredProvider) => Promise<{ readonly key: string; readonly label: string } | undefined>;
  readonly fetch: typeof globalThis.fetch;
  readonly editorModels?: EditorModels | undefined;
  readonly describe?: ((reference: string) => Promise<ModelInfo>) | undefined;
}

/** Where the call goes. Throws an LlmError that says what is missing. */
export async function findEndpoint({ configured, model }: Target, ports: EndpointPorts, signal?: AbortSignal): Promise<Endpoint> {
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
