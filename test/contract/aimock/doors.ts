// Every vendor of the registry, pointed at aimock: a simulator that others wrote.
//
// Each is asked at the vendor's own path. aimock does not know Claude where Bedrock and Vertex keep it.

import { dialectFor, type Provider, type ProviderSettings } from '../../../src/core/providers/provider.ts';
import { registry } from '../../../src/core/providers/registry.ts';

/** A vendor, one of its wire formats, and the way to it. */
export interface Door {
  readonly name: string;
  readonly provider: string;
  /** The reference of a model of its own. */
  readonly model: string;
  readonly wire: string;
  readonly settings: (url: string) => ProviderSettings;
}

/** What differs from one door a vendor. */
interface Variant {
  readonly name?: string;
  readonly model?: string;
  readonly settings?: ProviderSettings;
}

const variants: Readonly<Record<string, readonly Variant[]>> = {
  openai: [{ name: 'chat', settings: { api: 'chat' } }, { name: 'responses', settings: { api: 'responses' } }],
  azure: [{ name: 'v1', model: 'gpt-6-sol' }, { name: 'dated', model: 'gpt-6-sol', settings: { apiVersion: '2024-10-21' } }],
  bedrock: [{ model: 'openai.gpt-oss-120b', settings: { region: 'eu-west-1' } }],
  vertex: [{ settings: { project: 'peers', region: 'europe-west4' } }],
};

/** Vendors that are asked at the bare address: they put the path behind it themselves. */
const pathless = new Set(['azure', 'bedrock', 'vertex']);

/** Vendors without a server. */
const serverless = new Set(['demo', 'vscode']);

export const doors: readonly Door[] = registry.filter(({ id }) => !serverless.has(id)).flatMap((provider) => (variants[provider.id] ?? [{}]).map((variant) => doorOf(provider, variant)));

function doorOf(provider: Provider, { name, model = provider.models[0] ?? 'some-model', settings = {} }: Variant): Door {
  const path = pathless.has(provider.id) ? '' : pathOf(provider.baseUrl);
  return {
    name: name === undefined ? provider.id : `${provider.id} ${name}`,
    provider: provider.id,
    model: `${provider.id}/${model}`,
    wire: dialectFor(provider, model, settings).wire,
    settings: (url) => ({ ...settings, baseUrl: url + path }),
  };
}

function pathOf(address: string | undefined): string {
  return address === undefined ? '/v1' : new URL(address).pathname.replace(/\/$/, '');
}
