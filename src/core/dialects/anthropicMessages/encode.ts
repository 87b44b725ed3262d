// A call as the Messages API wants it.

import type Anthropic from '@anthropic-ai/sdk';
import type { Call } from '../../model/call.ts';
import type { JsonObject } from '../../model/message.ts';
import type { ModelInfo } from '../../model/modelInfo.ts';
import type { Preferences } from '../../model/preferences.ts';
import { schemaFor } from '../../structured/adaptSchema.ts';
import { fitSampling, type Notice } from '../wire/sampling.ts';
import { arrange, withoutThoughts } from './arrange.ts';
import type { MessagesBody, TextBlock } from './body.ts';
import { markForCache } from './cache.ts';
import { encodeMessage } from './messages.ts';
import { asPrefill, asRequest, endsWithAnswer } from './prefill.ts';
import type { AnthropicQuirks } from './quirks.ts';
import { planThinking } from './thinking.ts';
import { type ModelTraits, traitsOf } from './traits.ts';

/** The vendor demands a limit; this one stands in where nothing is known. */
const usualOutput = 8_192;
/** The last version of the API that takes sampling. */
const samplingVersion = '2023-06-01';
const bindingBeta = 'thinking-binding-controls-2026-08-01';

/** What goes out, and what had to be changed for it. */
export interface EncodedCall {
  readonly body: MessagesBody;
  readonly headers: Readonly<Record<string, string>>;
  readonly notices: readonly Notice[];
}

export function encodeCall(call: Call, model: string, info: ModelInfo, quirks: AnthropicQuirks, preferences: Preferences = {}): EncodedCall {
  const notices: Notice[] = [];
  const traits: ModelTraits = { ...traitsOf(model), ...quirks.traits?.(model) };
  const maxTokens = limitOutput(call, info, notices);
  let messages = arrange(call.messages.map((message) => encodeMessage(message, notices)).filter((message) => message !== undefined));
  const prefilled = endsWithAnswer(messages) && traits.prefill && call.output === undefined;
  if (!prefilled && endsWithAnswer(messages)) messages = asRequest(messages, notices);
  const tools = encodeTools(call, traits, notices);
  const plan = planThinking(call.thinking, traits, { maxTokens, forced: tools.forced, prefilled, messages });
  notices.push(...plan.notices);
  if (plan.leavesThoughts) messages = withoutThoughts(messages);
  if (prefilled) messages = asPrefill(messages);
  const sampling = encodeSampling(call, traits, plan.thinks, notices);
  const system = encodeSystem(call);
  const format = call.output && { type: 'json_schema' as const, schema: fitSchema(call.output.schema) };
  const body: MessagesBody = {
    model,
    max_tokens: maxTokens,
    ...(system.length > 0 && { system }),
    messages,
    stream: true,
    ...tools.fields,
    ...(plan.thinking && { thinking: plan.thinking }),
    ...((plan.effort ?? format) !== undefined && { output_config: { ...(plan.effort && { effort: plan.effort }), ...(format && { format }) } }),
    ...sampling,
    ...encodeTier(preferences, notices),
  };
  const samples = sampling.temperature !== undefined || sampling.top_p !== undefined;
  return {
    body: markForCache(body, preferences.promptCache ?? '5m', traits.cacheFloor),
    headers: {
      ...(samples && { 'anthropic-version': samplingVersion }),
      ...(plan.thinking?.block_binding && { 'anthropic-beta': bindingBeta }),
    },
    notices,
  };
}

function limitOutput({ limits }: Call, { maxOutput }: ModelInfo, notices: Notice[]): number {
  const wanted = limits?.maxOutputTokens ?? maxOutput ?? usualOutput;
  if (maxOutput === undefined || wanted <= maxOutput) return wanted;
  notices.push({ type: 'notice', code: 'parameter-clamped', message: `This model answers with ${maxOutput} tokens at most; the limit of ${wanted} is lowered to that.` });
  return maxOutput;
}

/** The system prompt, wherever in the conversation it stood. */
function encodeSystem({ messages }: Call): TextBlock[] {
  return messages.flatMap((message) => (message.role === 'system' ? message.parts.filter(({ text }) => text.trim() !== '').map(({ text }) => ({ type: 'text' as const, text })) : []));
}

interface EncodedTools {
  readonly fields: Pick<MessagesBody, 'tools' | 'tool_choice'>;
  /** True when one of them must be called. */
  readonly forced: boolean;
}

function encodeTools({ tools, toolChoice }: Call, traits: ModelTraits, notices: Notice[]): EncodedTools {
  if (!tools || tools.length === 0) return { fields: {}, forced: false };
  const encoded = tools.map(({ name, description, parameters }) => ({ name, description, input_schema: { ...parameters, type: 'object' as const } }));
  const forced = toolChoice === 'required' || typeof toolChoice === 'object';
  if (forced && !traits.forcedTools) {
    notices.push({ type: 'notice', code: 'parameter-dropped', message: 'This model cannot be made to call a tool; it decides for itself.' });
    return { fields: { tools: encoded, tool_choice: { type: 'auto' } }, forced: false };
  }
  return { fields: { tools: encoded, ...(toolChoice !== undefined && { tool_choice: encodeChoice(toolChoice) }) }, forced };
}

function encodeChoice(choice: NonNullable<Call['toolChoice']>): Anthropic.Messages.ToolChoice {
  if (typeof choice === 'object') return { type: 'tool', name: choice.name };
  return { type: choice === 'required' ? 'any' : choice };
}

function encodeSampling({ sampling }: Call, traits: ModelTraits, thinks: boolean, notices: Notice[]): Pick<MessagesBody, 'temperature' | 'top_p' | 'stop_sequences'> {
  const takesSampling = traits.sampling && !thinks;
  const fitted = fitSampling(sampling, {
    temperature: takesSampling ? { min: 0, max: 1 } : 'unsupported',
    topP: takesSampling ? { min: 0, max: 1 } : 'unsupported',
    seed: 'unsupported',
    frequencyPenalty: 'unsupported',
    presencePenalty: 'unsupported',
    temperatureOrTopP: true,
  });
  notices.push(...fitted.notices);
  const { temperature, topP, stop } = fitted.sampling;
  // White space alone is refused as a stop sequence.
  const stops = stop?.filter((sequence) => sequence.trim() !== '');
  if (stops && stops.length < (stop?.length ?? 0)) {
    notices.push({ type: 'notice', code: 'parameter-dropped', message: 'This model takes no stop sequence of white space alone; it is left out.' });
  }
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(stops && stops.length > 0 && { stop_sequences: stops }),
  };
}

/** What an organisation has bought beforehand is used unless it is not wanted. */
function encodeTier({ serviceTier }: Preferences, notices: Notice[]): Pick<MessagesBody, 'service_tier'> {
  if (serviceTier === 'flex') notices.push({ type: 'notice', code: 'parameter-dropped', message: 'This vendor has no cheaper, slower service; it answers in its usual one.' });
  if (serviceTier === undefined || serviceTier === 'flex') return {};
  return { service_tier: serviceTier === 'priority' ? 'auto' : 'standard_only' };
}

/** The vendor knows a part of JSON Schema only; the rest becomes words in descriptions, so that it is still told. */
function fitSchema(schema: JsonObject): Record<string, unknown> {
  const adapted = schemaFor('anthropic', schema);
  return { ...(adapted.fits ? adapted.schema : schema) };
}

