// The end of an answer, with as much of its usage as was told.

import { LlmError } from '../../../../src/core/model/llmError.ts';
import { unknownMoney } from '../../../../src/core/model/money.ts';
import type { FinishEvent } from '../../../../src/core/model/streamEvent.ts';
import { unknownUsage } from '../../../../src/core/model/usage.ts';

/** A finish that told these output tokens. */
export function endOf({ text, reasoning, broken }: { readonly text?: number; readonly reasoning?: number; readonly broken?: boolean }): FinishEvent {
  return {
    type: 'finish',
    reason: { unified: broken ? 'interrupted' : 'stop', raw: undefined },
    usage: { ...unknownUsage, output: { text, reasoning } },
    cost: unknownMoney,
    responseId: undefined,
    model: 'openai/gpt-6-sol',
    servedModel: undefined,
    ...(broken && { error: new LlmError({ kind: 'interrupted', message: 'It broke off.', retryable: true, provider: 'openai' }) }),
  };
}
