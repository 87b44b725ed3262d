// From a model reference to a provider the user can mean: the registry, widened by `parley.providers`.

import { LlmError } from '../model/llmError.ts';
import type { ModelInfo } from '../model/modelInfo.ts';
import { parseModelRef, providerIn } from '../model/modelRef.ts';
import type { Provider, ProviderSettings } from './provider.ts';

/** Where settings about providers come from; read anew for every call. */
export type ProviderSettingsSource = () => Readonly<Record<string, ProviderSettings>>;

/** A provider as this user has it. */
export interface ConfiguredProvider {
  readonly id: string;
  readonly label: string;
  readonly provider: Provider;
  readonly settings: ProviderSettings;
  readonly baseUrl: string | undefined;
  readonly models: readonly string[];
}

/** What a reference means. */
export interface Target {
  readonly configured: ConfiguredProvider;
  readonly model: string;
}

/** Finds providers by id and references by their first part. */
export interface ProviderDirectory {
  all(): readonly ConfiguredProvider[];
  find(id: string): ConfiguredProvider | undefined;
  /** The provider that a reference names. */
  of(reference: string): ConfiguredProvider | undefined;
  /** What is known about a model beforehand, from its vendor's own file. */
  describe(reference: string): ModelInfo;
  /** Throws an LlmError that says what is wrong with the reference. */
  resolve(reference: string): Target;
}

export function createProviderDirectory(registry: readonly Provider[], settings: ProviderSettingsSource): ProviderDirectory {
  const builtIn = new Map(registry.map((provider) => [provider.id, provider]));
  function find(id: string): ConfiguredProvider | undefined {
    const own = Object.hasOwn(settings(), id) ? settings()[id] : undefined;
    const provider = builtIn.get(own?.type ?? id);
    if (!provider) return undefined;
    return {
      id,
      label: id === provider.id ? provider.label : id,
      provider,
      settings: own ?? {},
      baseUrl: own?.baseUrl ?? provider.baseUrl,
      models: [...new Set([...(own?.models ?? []), ...provider.models])],
    };
  }
  const of = (reference: string): ConfiguredProvider | undefined => find(providerIn(reference));
  return {
    find,
    of,
    describe: (reference) => of(reference)?.provider.describe?.(reference.slice(reference.indexOf('/') + 1)) ?? {},
    all() {
      const ids = new Set([...builtIn.keys(), ...Object.keys(settings())]);
      return [...ids].map(find).filter((configured) => configured !== undefined);
    },
    resolve(reference) {
      const parsed = parseModelRef(reference);
      if (!parsed) throw badReference(`"${reference}" is not a model reference. Write provider/model, such as openai/gpt-6-sol or demo/tour.`);
      const configured = find(parsed.provider);
      if (!configured) throw badReference(`There is no provider "${parsed.provider}". Known ones: ${[...builtIn.keys()].join(', ')}.`);
      return { configured, model: parsed.model };
    },
  };
}

function badReference(message: string): LlmError {
  return new LlmError({ kind: 'bad-request', message, retryable: false });
}
