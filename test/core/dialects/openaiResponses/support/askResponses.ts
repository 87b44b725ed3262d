// Asks a simulated OpenAI through responses.

import type { Call } from '../../../../../src/core/model/call.ts';
import type { Handler } from '../../../../../src/core/model/handler.ts';
import { type Collected, collect } from '../../../../support/collect.ts';
import { callOf, simulatedClient } from '../../../../support/simulatedClient.ts';
import { type Answer, type SeenRequest, type Simulator, startSimulator } from '../../../../support/simulator/simulator.ts';

/** A client whose `openai` is this simulator. */
export function clientOf(simulator: Simulator): Handler {
  return simulatedClient('', { providers: { openai: { baseUrl: `${simulator.url}/v1`, api: 'responses' } } }).client;
}

/** What came of a call that the server gave these answers to, one a request. */
export async function ask(answers: Answer | readonly Answer[], more: Partial<Call> = {}): Promise<Collected & { readonly requests: readonly SeenRequest[] }> {
  await using simulator = await startSimulator(...[answers].flat());
  return { ...(await collect(clientOf(simulator)(callOf('hello', more)))), requests: simulator.requests };
}
