// Asks how many tokens a call's input has.

import type { Call } from '../../model/call.ts';
import type { Endpoint } from '../../model/dialect.ts';
import { parseJson } from '../wire/json.ts';
import { nobodyCounts, toldCount } from '../wire/toldCount.ts';
import { classifyFailure } from './classify.ts';
import { connect } from './client.ts';
import { encodeCall } from './encode.ts';
import type { AnthropicQuirks } from './quirks.ts';

/** The same input as the answer would be asked with. Rejects with an LlmError. */
export async function countMessages(call: Call, endpoint: Endpoint, signal: AbortSignal, quirks: AnthropicQuirks): Promise<number> {
  try {
    const client = await (quirks.connect ?? connect)(endpoint);
    if (!client.countTokens) throw nobodyCounts(endpoint);
    const { body, headers } = encodeCall(call, endpoint.model, endpoint.info, quirks, endpoint.preferences);
    const { model, messages, system, tools, tool_choice: choice, thinking, output_config: output } = body;
    const counted = { model, messages, ...(system && { system }), ...(tools && { tools }), ...(choice && { tool_choice: choice }), ...(thinking && { thinking }), ...(output && { output_config: output }) };
    const response = await client.countTokens(counted, { signal, headers });
    return toldCount(parseJson(await response.text()), 'input_tokens', endpoint);
  } catch (failure) {
    throw classifyFailure(failure, endpoint, signal, false);
  }
}
