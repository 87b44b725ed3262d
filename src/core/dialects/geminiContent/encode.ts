// A call as the SDK's `generateContentStream` takes it.

import { FunctionCallingConfigMode, type FunctionCallingConfig, type GenerateContentConfig, type GenerateContentParameters, ServiceTier } from '@google/genai/web';
import type { Call, ToolChoice } from '../../model/call.ts';
import type { Endpoint } from '../../model/dialect.ts';
import { LlmError } from '../../model/llmError.ts';
import type { JsonObject } from '../../model/message.ts';
import { schemaFor } from '../../structured/adaptSchema.ts';
import { fitSampling, type Notice, type SamplingRanges } from '../wire/sampling.ts';
import { encodeContents } from './contents.ts';
import { generationOf, isThirdOrLater } from './generation.ts';
import { planThinking } from './thinking.ts';

/** What is sent, and what had to be changed for it. */
export interface EncodedCall {
  readonly parameters: GenerateContentParameters;
  readonly notices: readonly Notice[];
}

const tiers = { standard: ServiceTier.STANDARD, flex: ServiceTier.FLEX, priority: ServiceTier.PRIORITY };

/** Penalties of exactly 2 are refused. */
const ranges: SamplingRanges = {
  temperature: { min: 0, max: 2 },
  topP: { min: 0, max: 1 },
  seed: { min: -(2 ** 31), max: 2 ** 31 - 1 },
  stop: { max: 5 },
  frequencyPenalty: { min: -2, max: 1.99 },
  presencePenalty: { min: -2, max: 1.99 },
};

/** Only what the call asks for is in it. Throws an LlmError when there is nothing to answer. */
export function encodeContent(call: Call, endpoint: Pick<Endpoint, 'model' | 'info' | 'provider' | 'preferences'>): EncodedCall {
  const { model, preferences: { serviceTier } = {} } = endpoint;
  const { sampling, notices } = fitSampling(call.sampling, ranges);
  const thinking = planThinking(call.thinking, endpoint);
  const shape = planShape(call, model);
  const { system, contents } = encodeContents(call.messages, isThirdOrLater(model));
  if (contents.length === 0 && system.length === 0) throw new LlmError({ kind: 'bad-request', message: 'There is nothing to answer: every message is empty.', retryable: false, provider: endpoint.provider });
  const limit = call.limits?.maxOutputTokens;
  const config: GenerateContentConfig = {
    // Both are on by default: hidden requests that nobody counted.
    automaticContinuation: false,
    automaticFunctionCalling: { disable: true },
    // Instructions alone are no question here; they are asked as one.
    ...(system.length > 0 && contents.length > 0 && { systemInstruction: { parts: [...system] } }),
    ...(limit !== undefined && { maxOutputTokens: limit }),
    ...shape.config,
    ...(thinking.config && { thinkingConfig: thinking.config }),
    ...(sampling.temperature !== undefined && { temperature: sampling.temperature }),
    ...(sampling.topP !== undefined && { topP: sampling.topP }),
    ...(sampling.seed !== undefined && { seed: sampling.seed }),
    ...(sampling.stop !== undefined && sampling.stop.length > 0 && { stopSequences: [...sampling.stop] }),
    ...(sampling.frequencyPenalty !== undefined && { frequencyPenalty: sampling.frequencyPenalty }),
    ...(sampling.presencePenalty !== undefined && { presencePenalty: sampling.presencePenalty }),
    ...(serviceTier && { serviceTier: tiers[serviceTier] }),
  };
  return {
    parameters: { model, contents: contents.length > 0 ? [...contents] : [{ role: 'user', parts: [...system] }], config },
    notices: [...notices, ...(thinking.notice ? [thinking.notice] : []), ...(shape.notice ? [shape.notice] : [])],
  };
}

/** Before 3 a request may have tools or a schema, not both: tools that may not be called make room, else the schema does. */
function planShape({ tools = [], toolChoice, output }: Call, model: string): { readonly config: GenerateContentConfig; readonly notice?: Notice } {
  const exclusive = tools.length > 0 && output !== undefined && (generationOf(model)?.major ?? 3) < 3;
  const withTools = tools.length > 0 && !(exclusive && toolChoice === 'none');
  const withSchema = output !== undefined && !(exclusive && withTools);
  return {
    config: {
      ...(withTools && { tools: [{ functionDeclarations: tools.map(({ name, description, parameters }) => ({ name, description, parametersJsonSchema: plainSchema(parameters) })) }] }),
      ...(withTools && toolChoice !== undefined && { toolConfig: { functionCallingConfig: encodeChoice(toolChoice) } }),
      ...(withSchema && { responseMimeType: 'application/json', responseJsonSchema: plainSchema(output.schema) }),
    },
    ...(exclusive && withTools && { notice: { type: 'notice', code: 'parameter-dropped', message: 'This model takes tools or an output schema, not both; the schema is left out.' } }),
  };
}

function encodeChoice(choice: ToolChoice): FunctionCallingConfig {
  if (typeof choice === 'object') return { mode: FunctionCallingConfigMode.ANY, allowedFunctionNames: [choice.name] };
  const modes = { auto: FunctionCallingConfigMode.AUTO, required: FunctionCallingConfigMode.ANY, none: FunctionCallingConfigMode.NONE };
  return { mode: modes[choice] };
}

/** In the words Google knows; a schema that cannot be put so goes as it is, for the server to judge. */
function plainSchema({ $schema: _dialect, ...schema }: JsonObject): JsonObject {
  const adapted = schemaFor('gemini', schema);
  return adapted.fits ? adapted.schema : schema;
}
