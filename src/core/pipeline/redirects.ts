// Keeps requests at the address the user gave. A redirect would take key and code to a host nobody chose: the headers that
// carry keys are not all known to `fetch` as such, so it would not take them off.

import { LlmError } from '../model/llmError.ts';

const mostHops = 3;
/** Those that mean "the same request, over there". The others would turn a question into a page view. */
const same = new Set([307, 308]);

/** Follows a redirect within one origin, as for a slash at the end; ends with an LlmError at any other. */
export function withoutDetours(fetch: typeof globalThis.fetch, provider: string): typeof globalThis.fetch {
  return async (input, init) => {
    let address = input instanceof Request ? input : new URL(input);
    for (let hop = 0; ; hop++) {
      const response = await fetch(address, { ...init, redirect: 'manual' });
      const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
      if (location === null) return response;
      await response.body?.cancel();
      const here = new URL(address instanceof Request ? address.url : address);
      const there = URL.canParse(location, here.href) ? new URL(location, here) : undefined;
      if (!(address instanceof Request) && there?.origin === here.origin && same.has(response.status) && hop < mostHops) {
        address = there;
        continue;
      }
      const message = `${here.origin} sends requests on${there ? ` to ${there.origin}` : ''} (${response.status}), where nothing is sent. If that is the right place, make it the address in parley.providers.${provider}.baseUrl.`;
      throw new LlmError({ kind: 'bad-response', message, retryable: false, provider, status: response.status });
    }
  };
}
