// Whose prices and limits hold for a reference: those of the vendor that is really asked.

import { parseModelRef } from '../model/modelRef.ts';
import type { ProviderDirectory } from './directory.ts';

/** Addresses at which a vendor without a common one serves its customers. */
const ownHosts: Readonly<Record<string, RegExp>> = {
  azure: /(?:^|\.)(?:openai\.azure\.com|cognitiveservices\.azure\.com|services\.ai\.azure\.com)$/,
  bedrock: /^bedrock-[a-z]+\.[a-z0-9-]+\.(?:api\.aws|amazonaws\.com)$/,
  vertex: /(?:^|[.-])aiplatform\.googleapis\.com$/,
};

/**
 * A provider of the registry is taken at its word, also behind a gateway. One of the user's own shares the prices of
 * its type only if it asks that vendor itself: a server at another address charges what it likes.
 */
export function createPlacing(directory: ProviderDirectory): (reference: string) => { readonly provider: string; readonly model: string } | undefined {
  return (reference) => {
    const parsed = parseModelRef(reference);
    const configured = parsed && directory.find(parsed.provider);
    if (!parsed || !configured) return undefined;
    const { id, provider, settings } = configured;
    if (id !== provider.id && settings.baseUrl !== undefined && !isVendorsOwn(settings.baseUrl, provider.id, provider.baseUrl)) return undefined;
    return { provider: provider.id, model: parsed.model };
  };
}

function isVendorsOwn(address: string, provider: string, common: string | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const { host, hostname, protocol } = new URL(address);
  if (protocol !== 'https:') return false;
  return common === undefined ? (ownHosts[provider]?.test(hostname) ?? false) : host === new URL(common).host;
}
