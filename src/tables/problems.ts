// Every error kind in words for people, each with the buttons that mend it. The one place that words errors.

import { localize } from '../core/base/localize.ts';
import type { LlmErrorFacts } from '../core/model/llmError.ts';

/** What a button does: `retry` asks again, `continue` goes on with the answer, everything else is a command. */
export type Remedy = 'retry' | 'continue' | 'keys' | 'model' | 'provider' | 'settings' | 'log';

const remedies: Readonly<Record<Remedy, () => string>> = {
  retry: () => localize('Try again'),
  continue: () => localize('Continue'),
  keys: () => localize('Manage keys'),
  model: () => localize('Switch model'),
  provider: () => localize('Switch provider'),
  settings: () => localize('Open settings'),
  log: () => localize('Show log'),
};

/** What stands on the button. */
export function remedyLabel(remedy: Remedy): string {
  return remedies[remedy]();
}

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
        ? { sentence: localize('{0} needs a key before it can answer.', who), ways: ['keys', 'model'] }
        : { sentence: localize('{0} did not accept the key.', who), ways: ['keys', 'retry'] };
    case 'permission':
      return status === undefined
        ? { sentence: localize('{0} does not let Parley use this model.', who), ways: ['retry', 'model'] }
        : { sentence: localize('The key for {0} may not use this model.', who), ways: ['model', 'keys'] };
    case 'quota':
      return { sentence: localize('The account at {0} has no credit left, or has reached its limit.', who), ways: ['provider', 'retry'] };
    case 'budget':
      return { sentence: message, ways: ['settings', 'model'] };
    case 'rate-limit':
      return { sentence: slowDown(who, retryAfterMs), ways: ['retry', 'model'] };
    case 'overloaded':
      return { sentence: localize('{0} is overloaded at the moment.', who), ways: ['retry', 'model'] };
    case 'server':
      return { sentence: localize('{0} had a failure of its own.', who), ways: ['retry', 'model'] };
    case 'timeout':
      return { sentence: localize('{0} did not answer in time.', who), ways: ['retry', 'settings'] };
    case 'network':
      return { sentence: localize('{0} could not be reached.', who), ways: ['retry', 'settings'] };
    case 'tls':
      return { sentence: localize('The connection to {0} is not secure: its certificate could not be verified.', who), ways: ['retry', 'settings'] };
    case 'proxy':
      return { sentence: localize('The network proxy did not let the request to {0} through.', who), ways: ['retry', 'settings'] };
    case 'bad-request':
      return provider === undefined || status === undefined
        ? { sentence: message, ways: ['model', 'settings'] }
        : { sentence: localize('{0} did not accept the request.', who), ways: ['model', 'retry'] };
    case 'context-overflow':
      return { sentence: localize('This conversation is too long for the model.'), ways: ['model', 'retry'] };
    case 'content-filter':
      return { sentence: localize('The content filter of {0} stopped this answer.', who), ways: ['retry', 'model'] };
    case 'not-found':
      return { sentence: localize('{0} does not know this model, or the address is wrong.', who), ways: ['model', 'settings'] };
    case 'bad-response':
      return { sentence: localize('{0} answered something that is not an answer. Is the address right?', who), ways: ['retry', 'settings', 'log'] };
    case 'interrupted':
      return { sentence: localize('The connection broke in the middle of the answer. What came is kept.'), ways: ['retry'] };
    case 'cancelled':
      return { sentence: localize('Stopped.'), ways: ['retry'] };
  }
}

function slowDown(who: string, retryAfterMs: number | undefined): string {
  if (retryAfterMs === undefined) return localize('{0} asks to slow down.', who);
  return localize('{0} asks to slow down and try again in {1} s.', who, Math.max(1, Math.ceil(retryAfterMs / 1000)));
}
