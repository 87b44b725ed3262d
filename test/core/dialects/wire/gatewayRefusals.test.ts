// What a LiteLLM proxy puts around a refusal, and what it refuses itself, at each wire it speaks.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ErrorKind } from '../../../../src/core/model/llmError.ts';
import { collect } from '../../../support/collect.ts';
import { callOf, simulatedClient } from '../../../support/simulatedClient.ts';
import { body } from '../../../support/simulator/answers.ts';
import { startSimulator } from '../../../support/simulator/simulator.ts';

const crossed = 'No deployments available - crossed budget: Exceeded budget for deployment model_name: spent: 0.012 >= 1d';

/** Status and text as the proxy gives them, and what they are. */
const refusals: readonly (readonly [status: number, message: string, kind: ErrorKind])[] = [
  [429, crossed, 'quota'],
  [400, 'Budget has been exceeded! Current cost: 2.0, Max budget: 1.0', 'quota'],
  [429, 'No deployments available for selected model, Try again in 5 seconds.', 'overloaded'],
  [500, 'litellm.APIConnectionError: litellm.ContextWindowExceededError: it does not fit', 'context-overflow'],
  [500, 'litellm.APIConnectionError: litellm.ContentPolicyViolationError: no', 'content-filter'],
  [400, '/chat/completions: Invalid model name passed in model=nothing. Call `/v1/models` to view available models for your key.', 'not-found'],
  [500, 'litellm.APIConnectionError: Error calling litellm.acompletion: litellm.RateLimitError: slow down', 'rate-limit'],
  [500, 'litellm.APIConnectionError: Error calling litellm.acompletion: litellm.BadRequestError: the prompt is too long', 'context-overflow'],
  [500, 'litellm.APIConnectionError: Error calling litellm.acompletion: litellm.BadRequestError: no such field', 'bad-request'],
  [500, 'litellm.InternalServerError: it broke', 'server'],
  [400, 'No connected db.', 'auth'],
];

const doors = [
  { model: 'litellm/m', wrap: (status: number, message: string) => ({ error: { message, type: 'internal_server_error', param: null, code: String(status) } }) },
  { model: 'anthropic/m', wrap: (status: number, message: string) => ({ type: 'error', error: { type: status === 429 ? 'rate_limit_error' : 'api_error', message } }) },
  { model: 'gemini/m', wrap: (status: number, message: string) => ({ error: { message, type: 'internal_server_error', param: null, code: String(status) } }) },
];

for (const { model, wrap } of doors) {
  test(`${model} tells a gateway's refusals apart`, async () => {
    await using simulator = await startSimulator();
    const { client } = simulatedClient('', { providers: { [model.slice(0, -2)]: { baseUrl: simulator.url } } });
    for (const [status, message, kind] of refusals) {
      simulator.script(body(status, 'application/json', JSON.stringify(wrap(status, message)), { 'x-litellm-call-id': 'call-7' }));
      const { error } = (await collect(client(callOf('hello', { model })))).finish;
      // At Google's wire such an overload is one of the limits per minute.
      assert.equal(error?.kind, model === 'gemini/m' && kind === 'overloaded' ? 'rate-limit' : kind, message);
      if (model === 'litellm/m') assert.equal(error?.facts.requestId, 'call-7');
    }
  });
}
