// Every error kind in words for people, each with the buttons that mend it. The one place that words errors.

import type { LlmErrorFacts } from '../core/model/llmError.ts';

/** What a button does: `retry` asks again, `continue` goes on with the answer, everything else is a command. */
export type Remedy = 'retry' | 'continue' | 'keys' | 'model' | 'provider' | 'settings' | 'log';

export const remedies: Readonly<Record<Remedy, string>> = {
  retry: 'Try again',
  continue: 'Continue',
  keys: 'Manage keys',
  model: 'Switch model',
  provider: 'Switch provider',
  settings: 'Open settings',
  log: 'Show log',
};

/** One sentence, what an engineer may want to know, and the ways out; the first is the likeliest. */
export interface Problem {
  readonly sentence: string;
  readonly detail: string;
  readonly remedies: readonly Remedy[];
}

/** Puts an error into words. `who` is the provider's name as people know it. */
export function wordProblem(facts: LlmErrorFacts, who: string): Problem {
  const { sentence, ways } = words(facts, who);
  const marks = [`[${facts.kind}]`, facts.status && `HTTP ${facts.status}`, facts.requestId && `request ${facts.requestId}`].filter(Boolean).join(' ');
  return { sentence, detail: `${marks} ${facts.message}`, remedies: ways };
}

interface Words {
  readonly sentence: string;
  readonly ways: readonly Remedy[];
}

function words({ kind, message, status, retryAfterMs, provider }: LlmErrorFacts, who: string): Words {
  switch (kind) {
    case 'auth':
      return status === undefined
        ? { sentence: `${who} needs a key before it can answer.`, ways: ['keys', 'model'] }
        : { sentence: `${who} did not accept the key.`, ways: ['keys', 'retry'] };
    case 'permission':
      return status === undefined
        ? { sentence: `${who} does not let Parley use this model.`, ways: ['retry', 'model'] }
        : { sentence: `The key for ${who} may not use this model.`, ways: ['model', 'keys'] };
    case 'quota':
      return { sentence: `The account at ${who} has no credit left, or has reached its limit.`, ways: ['provider', 'retry'] };
    case 'budget':
      return { sentence: message, ways: ['settings', 'model'] };
    case 'rate-limit':
      return { sentence: `${who} asks to slow down${wait(retryAfterMs)}.`, ways: ['retry', 'model'] };
    case 'overloaded':
      return { sentence: `${who} is overloaded at the moment.`, ways: ['retry', 'model'] };
    case 'server':
      return { sentence: `${who} had a failure of its own.`, ways: ['retry', 'model'] };
    case 'timeout':
      return { sentence: `${who} did not answer in time.`, ways: ['retry', 'settings'] };
    case 'network':
      return { sentence: `${who} could not be reached.`, ways: ['retry', 'settings'] };
    case 'tls':
      return { sentence: `The connection to ${who} is not secure: its certificate could not be verified.`, ways: ['retry', 'settings'] };
    case 'proxy':
      return { sentence: `The network proxy did not let the request to ${who} through.`, ways: ['retry', 'settings'] };
    case 'bad-request':
      return provider === undefined || status === undefined
        ? { sentence: message, ways: ['model', 'settings'] }
        : { sentence: `${who} did not accept the request.`, ways: ['model', 'retry'] };
    case 'context-overflow':
      return { sentence: 'This conversation is too long for the model.', ways: ['model', 'retry'] };
    case 'content-filter':
      return { sentence: `The content filter of ${who} stopped this answer.`, ways: ['retry', 'model'] };
    case 'not-found':
      return { sentence: `${who} does not know this model, or the address is wrong.`, ways: ['model', 'settings'] };
    case 'bad-response':
      return { sentence: `${who} answered something that is not an answer. Is the address right?`, ways: ['retry', 'settings', 'log'] };
    case 'interrupted':
      return { sentence: 'The connection broke in the middle of the answer. What came is kept.', ways: ['retry'] };
    case 'cancelled':
      return { sentence: 'Stopped.', ways: ['retry'] };
  }
}

function wait(retryAfterMs: number | undefined): string {
  return retryAfterMs === undefined ? '' : ` and try again in ${Math.max(1, Math.ceil(retryAfterMs / 1000))} s`;
}
