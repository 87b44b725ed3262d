// What the end of an attempt means: an object, a misfit that may heal, a refused mode, or the end.

import type { $ZodType, output } from 'zod/v4/core';
import { LlmError, type LlmErrorFacts } from '../model/llmError.ts';
import type { Json } from '../model/message.ts';
import type { FinishEvent } from '../model/streamEvent.ts';
import type { AttemptReader } from './attemptReader.ts';
import { checkAll } from './check.ts';
import { type ObjectMode, refusesMode } from './modes.ts';
import type { Problem } from './problem.ts';
import type { Shape } from './shape.ts';

export type Verdict<T> =
  | { readonly kind: 'object'; readonly value: T; readonly answer: Json }
  | { readonly kind: 'misfit'; readonly problems: readonly Problem[] }
  | { readonly kind: 'refused-mode'; readonly error: LlmError | undefined }
  | { readonly kind: 'over'; readonly error: LlmError };

const longestQuote = 300;

export async function judge<S extends $ZodType>(reading: AttemptReader, finish: FinishEvent, mode: ObjectMode, schema: S, shape: Shape): Promise<Verdict<output<S>>> {
  const { error } = finish;
  const reason = finish.reason.unified;
  if (error && refusesMode(error, mode) && reading.text === '') return { kind: 'refused-mode', error };
  // The wire could not parse a tool's arguments; our reader forgives more, and the model may mend the rest.
  const isBrokenTool = error?.kind === 'bad-response' && reading.hasTools;
  const wasCut = reason === 'length' || reason === 'interrupted' || reason === 'pause';
  if (error && !isBrokenTool && !wasCut) return { kind: 'over', error };
  const ending = endingOf(finish, reading.plainText);
  if (ending && !wasCut) return { kind: 'over', error: ending };
  // Behind a whole object another one was being written: the whole one was a draft or an example.
  const answers = wasCut && reading.isUnfinished ? [] : reading.answers();
  const checked = await checkAll(schema, shape, answers);
  if (checked.ok) return { kind: 'object', value: checked.value, answer: checked.answer ?? null };
  // Only a whole object tells what the model meant; a cut one would be cut again.
  if (wasCut && (error || answers.length === 0)) return { kind: 'over', error: error ?? failure(finish, 'The answer was cut off before its object was whole.') };
  if (answers.length > 0) return { kind: 'misfit', problems: checked.problems };
  const isIgnored = mode !== 'prompt' && !reading.hasTools && reading.plainText.trim() !== '' && !/[{[]/.test(reading.plainText);
  return isIgnored ? { kind: 'refused-mode', error: undefined } : { kind: 'misfit', problems: [{ path: [], message: reading.fault() }] };
}

/** The error for an end that is none of the model's own choosing, or a refusal. */
function endingOf(finish: FinishEvent, text: string): LlmError | undefined {
  switch (finish.reason.unified) {
    case 'refusal':
      return failure(finish, `The model refused: ${text.trim().slice(0, longestQuote) || 'it did not say why.'}`, 'content-filter');
    case 'content-filter':
      return failure(finish, 'The answer was held back by a content filter.', 'content-filter');
    case 'context-overflow':
      return failure(finish, 'The question is too long for the model.', 'context-overflow');
    case 'cancelled':
      return failure(finish, 'The call was called off.', 'cancelled');
    case 'error':
      return finish.error ? undefined : failure(finish, 'The call failed without a reason.');
    default:
      return undefined;
  }
}

function failure(finish: FinishEvent, message: string, kind: LlmErrorFacts['kind'] = 'bad-response'): LlmError {
  return new LlmError({ kind, message, retryable: false, provider: finish.model.split('/')[0] });
}
