// Anthropic's wire where a cloud has no list of models at it.

import type { AnthropicQuirks } from '../../dialects/anthropicMessages/quirks.ts';

/** Makes requests as at Anthropic itself, but says at once that there is no list. */
export const withoutList: NonNullable<AnthropicQuirks['connect']> = async (endpoint) => {
  const { connect } = await import('../../dialects/anthropicMessages/client.ts');
  const client = connect(endpoint);
  return { create: (body, facts) => client.create(body, facts) };
};
