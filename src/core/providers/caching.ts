// What a user's vendor does to keep prompts, by what the user prefers.

import type { CacheTerms } from '../money/cacheHealth.ts';
import { parseModelRef } from '../model/modelRef.ts';
import type { ProviderDirectory } from './directory.ts';

const notKnown: CacheTerms = { off: false, lifetime: undefined, shortest: undefined };

/** The terms for a reference; read anew each time, as settings change. */
export function createCacheTerms(directory: ProviderDirectory): (reference: string) => CacheTerms {
  return (reference) => {
    const parsed = parseModelRef(reference);
    const configured = parsed && directory.find(parsed.provider);
    if (!parsed || !configured) return notKnown;
    const { promptCache = 'usual' } = configured.settings;
    const { seconds, shortest } = configured.provider.promptCaching?.(parsed.model) ?? {};
    if (promptCache === 'off') return { off: true, lifetime: undefined, shortest };
    const kept = seconds?.[promptCache];
    return { off: false, lifetime: kept === undefined ? undefined : kept * 1_000, shortest };
  };
}
