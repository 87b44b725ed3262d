// Asks Google to keep the beginning of a prompt.

import { parseJson, property, tokenCount } from '../wire/json.ts';
import { notAStream } from '../wire/notAStream.ts';
import { refused } from './classify.ts';
import type { MakeCache } from './ownCache.ts';
import type { GeminiContentQuirks } from './quirks.ts';
import { connect, onlyOurHeaders } from './request.ts';

/** Rejects with an LlmError when Google will not. */
export function createMakeCache(quirks: GeminiContentQuirks): MakeCache {
  return async (model, config, endpoint, signal) => {
    const client = connect(endpoint, quirks, async (input, init) => {
      const response = await endpoint.fetch(input, { ...init, headers: onlyOurHeaders(init?.headers, endpoint), signal });
      const text = await response.text();
      const body = parseJson(text);
      if (!response.ok) throw refused(body, response.status, response.headers, text.slice(0, 2_000), endpoint);
      if (typeof property(body, 'name') !== 'string') throw notAStream(response, text.slice(0, 120), endpoint);
      return Response.json(body);
    });
    const { name = '', usageMetadata } = await client.caches.create({ model, config });
    return { name, tokens: tokenCount(usageMetadata?.totalTokenCount) };
  };
}
