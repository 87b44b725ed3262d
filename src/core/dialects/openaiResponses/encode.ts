// A call as OpenAI's responses want it. Nothing is kept on the server: the whole conversation goes along every time.

import { createHash } from 'node:crypto';
import type OpenAI from 'openai';
import type { Call } from '../../model/call.ts';
import type { Endpoint } from '../../model/dialect.ts';
import type { ModelInfo } from '../../model/modelInfo.ts';
import { formatModelRef } from '../../model/modelRef.ts';
import { fitSampling, type Notice, type SamplingRanges } from '../wire/sampling.ts';
import { preferenceFields } from '../openai/preferences.ts';
import { encodeInput } from './input.ts';
import type { OpenaiResponsesQuirks } from './quirks.ts';
import { encodeShape, withShape } from './shape.ts';

type Body = OpenAI.Responses.ResponseCreateParamsStreaming;

/** Who is asked. */
export type Asked = Pick<Endpoint, 'provider' | 'model' | 'info' | 'preferences'>;

/** A request body, and what of the call could not go into it as it was. */
export interface EncodedCall {
  readonly body: Body;
  readonly notices: readonly Notice[];
}

/** Models that reason draw their words as they will: they refuse requests that say how. */
function samplingRanges(info: ModelInfo): SamplingRanges {
  return {
    temperature: info.thinking ? 'unsupported' : { min: 0, max: 2 },
    topP: info.thinking ? 'unsupported' : { min: 0, max: 1 },
    seed: 'unsupported',
    stop: 'unsupported',
    frequencyPenalty: 'unsupported',
    presencePenalty: 'unsupported',
  };
}

/** The request body. Besides what the call asks for, it says that nothing is to be stored. */
export function encodeResponses(call: Call, { provider, model, info, preferences }: Asked, quirks: OpenaiResponsesQuirks): EncodedCall {
  const { tools = [], toolChoice, output } = call;
  const { instructions: told, input } = encodeInput(call.messages, formatModelRef({ provider, model }), quirks);
  const instructions = output && quirks.jsonSchema === false ? withShape(told, output) : told;
  const { sampling, notices } = fitSampling(call.sampling, samplingRanges(info));
  const reasoning = quirks.reasoning === false ? undefined : encodeReasoning(call, info);
  const limit = encodeLimit(call, quirks);
  const cacheKey = quirks.promptCacheKey === false ? undefined : cacheKeyOf(instructions, call);
  const body: Body = {
    model,
    ...(instructions !== undefined && { instructions }),
    input,
    stream: true,
    store: false,
    ...(quirks.encryptedReasoning !== false && { include: ['reasoning.encrypted_content' as const] }),
    ...(limit.tokens !== undefined && { max_output_tokens: limit.tokens }),
    ...(tools.length > 0 && {
      tools: tools.map(({ name, description, parameters }) => ({ type: 'function' as const, name, description, parameters, strict: false })),
    }),
    ...(tools.length > 0 && toolChoice !== undefined && {
      tool_choice: typeof toolChoice === 'string' ? toolChoice : { type: 'function' as const, name: toolChoice.name },
    }),
    ...(output && quirks.jsonSchema !== false && {
      text: { format: encodeShape(output) },
    }),
    ...(reasoning && { reasoning }),
    ...(sampling.temperature !== undefined && { temperature: sampling.temperature }),
    ...(sampling.topP !== undefined && { top_p: sampling.topP }),
    ...(cacheKey !== undefined && { prompt_cache_key: cacheKey }),
    ...preferenceFields(preferences),
  };
  return { body, notices: [...notices, ...limit.notices] };
}

/** Without a wish the vendor's own effort stays, and what a reasoning model thinks is shown. */
function encodeReasoning({ thinking }: Call, info: ModelInfo): Body['reasoning'] {
  if (thinking === 'off') return info.thinking === false ? undefined : { effort: 'none' };
  if (thinking !== undefined) return { effort: thinking, summary: 'auto' };
  return info.thinking ? { summary: 'auto' } : undefined;
}

function encodeLimit({ limits }: Call, { leastOutput = 16 }: OpenaiResponsesQuirks): { tokens: number | undefined; notices: readonly Notice[] } {
  const wanted = limits?.maxOutputTokens;
  if (wanted === undefined || wanted >= leastOutput) return { tokens: wanted, notices: [] };
  const message = `An answer of ${wanted} tokens at most is less than this model can be asked for; ${leastOutput} are asked for instead.`;
  return { tokens: leastOutput, notices: [{ type: 'notice', code: 'sampling-clamped', message }] };
}

/** Calls that begin alike find the same cache. A digest, so that nothing of what they say can be read from it. */
function cacheKeyOf(instructions: string | undefined, { tools = [] }: Call): string | undefined {
  if (instructions === undefined && tools.length === 0) return undefined;
  return createHash('sha256').update(JSON.stringify([instructions, tools])).digest('hex').slice(0, 32);
}
