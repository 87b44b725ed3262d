// Refusals as servers word them, and what is to become of the request.

/** `becomes` holds every field that is to differ, undefined when it has to be gone. */
export interface KnownRefusal {
  readonly who: string;
  readonly status?: number;
  readonly body: unknown;
  /** Fields besides the usual ones. */
  readonly sends?: Readonly<Record<string, unknown>>;
  readonly becomes: Readonly<Record<string, unknown>>;
  readonly code?: string;
}

const said = (message: string, more: object = {}): object => ({ message, type: 'invalid_request_error', param: null, code: null, ...more });
const noTemperature = { temperature: undefined };

const developerFirst = [{ role: 'developer', content: 's' }, { role: 'user', content: 'u' }];
const systemFirst = [{ role: 'system', content: 's' }, { role: 'user', content: 'u' }];
const withReasoning = [{ role: 'user', content: 'u' }, { role: 'assistant', content: 'a', reasoning_content: 'r' }, { role: 'user', content: 'v' }];
const withoutReasoning = [{ role: 'user', content: 'u' }, { role: 'assistant', content: 'a' }, { role: 'user', content: 'v' }];

/** One for each pattern of each vendor. */
export const refusals: readonly KnownRefusal[] = [
  { who: 'OpenAI', body: said("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", { param: 'max_tokens', code: 'unsupported_parameter' }), becomes: { max_tokens: undefined, max_completion_tokens: 5 }, code: 'parameter-renamed' },
  { who: 'OpenAI', body: said("Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.", { param: 'temperature', code: 'unsupported_value' }), becomes: noTemperature },
  { who: 'OpenAI', body: said('Unrecognized request argument supplied: reasoning_effort'), becomes: { reasoning_effort: undefined } },
  { who: 'OpenAI', body: said('Unrecognized request arguments supplied: seed, parallel_tool_calls'), becomes: { seed: undefined, parallel_tool_calls: undefined } },
  { who: 'OpenAI', body: said("Unknown parameter: 'stream_options.include_usage'.", { param: 'stream_options.include_usage', code: 'unknown_parameter' }), sends: { stream_options: { include_usage: true, other: 1 }, seed: undefined }, becomes: { stream_options: { other: 1 } } },
  { who: 'OpenAI', body: said("Unsupported value: 'reasoning_effort' does not support 'low' with this model. Supported values are: 'medium', 'high', and 'xhigh'.", { param: 'reasoning_effort', code: 'unsupported_value' }), becomes: { reasoning_effort: 'medium' }, code: 'parameter-changed' },
  { who: 'OpenAI', body: said("Invalid value: 'none'. Supported values are: 'minimal', 'low', 'medium', and 'high'.", { param: 'reasoning_effort', code: 'invalid_value' }), sends: { reasoning_effort: 'none' }, becomes: { reasoning_effort: 'minimal' }, code: 'parameter-changed' },
  { who: 'OpenAI', body: said("Unsupported value: 'messages[0].role' does not support 'developer' with this model.", { param: 'messages[0].role', code: 'unsupported_value' }), sends: { messages: developerFirst }, becomes: { messages: systemFirst }, code: 'parameter-changed' },
  { who: 'OpenAI', body: said("Unsupported value: 'messages[0].role' does not support 'system' with this model.", { param: 'messages[0].role', code: 'unsupported_value' }), becomes: { messages: developerFirst }, code: 'parameter-changed' },
  { who: 'OpenAI', body: said("Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.", { param: 'response_format' }), becomes: { response_format: undefined } },
  { who: 'OpenAI Responses', body: said("Unsupported value: 'low' is not supported with the 'm' model. Supported values are: 'medium'.", { param: 'reasoning.effort', code: 'unsupported_value' }), sends: { reasoning: { effort: 'low', summary: 'auto' } }, becomes: { reasoning: { effort: 'medium', summary: 'auto' } }, code: 'parameter-changed' },
  { who: 'Azure', body: said('Unrecognized request argument supplied: stream_options'), becomes: { stream_options: undefined } },
  { who: 'Azure', body: { error: said("Unsupported parameter: 'top_p' is not supported with this model.", { param: 'top_p', code: 'unsupported_parameter' }) }, becomes: { top_p: undefined } },
  { who: 'xAI', body: 'Argument not supported on this model: presencePenalty', becomes: { presence_penalty: undefined } },
  { who: 'xAI', body: { code: 'Client specified an invalid argument', error: 'Model grok-4 does not support parameter reasoningEffort.' }, becomes: { reasoning_effort: undefined } },
  { who: 'xAI', body: 'Argument not supported on this model: stop', becomes: { stop: undefined } },
  { who: 'Mistral', status: 422, body: { object: 'error', message: { detail: [{ type: 'extra_forbidden', loc: ['body', 'seed'], msg: 'Extra inputs are not permitted', input: 7 }, { type: 'extra_forbidden', loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted', input: {} }] }, type: 'invalid_request_error', param: null, code: null }, becomes: { seed: undefined, stream_options: undefined } },
  { who: 'Mistral', body: { object: 'Error', detail: [{ type: 'extra_forbidden', loc: ['body', 'messages', 1, 'assistant', 'reasoning_content'], msg: 'Extra inputs are not permitted', input: 'r' }], type: 'invalid_request_error', code: 3001 }, sends: { messages: withReasoning }, becomes: { messages: withoutReasoning } },
  { who: 'pydantic', status: 422, body: { detail: [{ type: 'literal_error', loc: ['body', 'reasoning_effort'], msg: "Input should be 'none' or 'high'", input: 'low' }] }, becomes: { reasoning_effort: 'high' }, code: 'parameter-changed' },
  { who: 'Groq', body: said("property 'seed' is unsupported, did you mean 'store'?"), becomes: { seed: undefined } },
  { who: 'Groq', body: said('`reasoning_effort` must be one of `none` or `default`', { param: 'reasoning_effort' }), becomes: { reasoning_effort: 'default' }, code: 'parameter-changed' },
  { who: 'Groq', body: said('`reasoning_effort` is not supported with this model'), becomes: { reasoning_effort: undefined } },
  { who: 'Groq', body: said("'messages.1' : for 'role:assistant' the following must be satisfied[('messages.1' : property 'reasoning_content' is unsupported)]"), sends: { messages: withReasoning }, becomes: { messages: withoutReasoning } },
  { who: 'Cerebras', body: { message: "body.presence_penalty: property 'body.presence_penalty' is unsupported", type: 'invalid_request_error', param: 'validation_error', code: 'wrong_api_format' }, becomes: { presence_penalty: undefined } },
  { who: 'vLLM', body: { object: 'error', message: "[{'type': 'extra_forbidden', 'loc': ('body', 'max_tokens'), 'msg': 'Extra inputs are not permitted', 'input': 5}]", type: 'BadRequestError', param: null, code: 400 }, becomes: { max_tokens: undefined, max_completion_tokens: 5 }, code: 'parameter-renamed' },
  { who: 'vLLM', body: { message: "1 validation error:\n  {'type': 'literal_error', 'loc': ('body', 'reasoning_effort'), 'msg': \"Input should be 'medium' or 'high'\", 'input': 'low'}", type: 'Bad Request', param: null, code: 400 }, becomes: { reasoning_effort: 'medium' }, code: 'parameter-changed' },
  { who: 'llama.cpp', body: { code: 400, message: 'response_format type must be one of "text" or "json_object", but got: json_schema', type: 'invalid_request_error' }, becomes: { response_format: undefined } },
  { who: 'llama.cpp', body: { code: 400, message: 'Unsupported param: seed', type: 'invalid_request_error' }, becomes: { seed: undefined } },
  { who: 'Fireworks', body: { object: 'error', type: 'invalid_request_error', code: 'invalid_request_error', message: "Extra inputs are not permitted, field: 'stream_options', value: {'include_usage': True}" }, becomes: { stream_options: undefined } },
  { who: 'Ollama', body: said('"m" does not support thinking'), becomes: { reasoning_effort: undefined } },
  { who: 'Ollama', body: said('invalid reasoning value: "low" (must be "high", "medium", or "none")'), becomes: { reasoning_effort: 'medium' }, code: 'parameter-changed' },
  { who: 'LiteLLM', body: said("litellm.UnsupportedParamsError: groq does not support parameters: ['seed', 'top_p'], for model=m. To drop these, set `litellm.drop_params=True` or for proxy: `litellm_settings: drop_params: true`. If you want to use these params dynamically send allowed_openai_params=['seed', 'temperature'] in your request.", { code: '400' }), becomes: { seed: undefined, top_p: undefined } },
  { who: 'LiteLLM', body: said("litellm.UnsupportedParamsError: gpt-5 models (including gpt-5-codex) don't support temperature=0.2. Only temperature=1 is supported."), becomes: noTemperature },
  { who: 'OpenRouter', body: said('Reasoning is mandatory for this endpoint and cannot be disabled.', { code: 400 }), sends: { reasoning: { enabled: false }, reasoning_effort: undefined }, becomes: { reasoning: undefined } },
  { who: 'DeepSeek', body: said('Failed to deserialize the JSON body into the target type: messages[0].role: unknown variant `developer`, expected one of `system`, `user`, `assistant`, `tool` at line 1 column 40'), sends: { messages: developerFirst }, becomes: { messages: systemFirst }, code: 'parameter-changed' },
  { who: 'DeepSeek', body: said('Failed to deserialize the JSON body into the target type: response_format: This response_format type is unavailable now at line 1 column 98'), becomes: { response_format: undefined } },
  { who: 'serde', status: 422, body: 'Failed to deserialize the JSON body into the target type: unknown field `seed`, expected one of `model`, `messages`, `temperature`, `top_p`, `stop`', becomes: { seed: undefined } },
  { who: 'Cohere', status: 422, body: { id: '1', message: "unknown field: parameter 'parallel_tool_calls' is not a valid field" }, becomes: { parallel_tool_calls: undefined } },
  { who: 'Google', body: { code: 400, status: 'INVALID_ARGUMENT', message: 'Invalid JSON payload received. Unknown name "seed": Cannot find field.' }, becomes: { seed: undefined } },
  { who: 'Bedrock', body: { message: "The model doesn't support the topP field. Remove topP and try again." }, becomes: { top_p: undefined } },
  { who: 'Anthropic', body: { type: 'error', error: { type: 'invalid_request_error', message: '`temperature` and `top_p` cannot both be specified for this model. Please use only one.' } }, becomes: { top_p: undefined } },
  { who: 'Anthropic', body: { type: 'error', error: { type: 'invalid_request_error', message: 'temperature: Extra inputs are not permitted' } }, becomes: noTemperature },
  { who: 'Anthropic', body: { type: 'error', error: { type: 'invalid_request_error', message: '`temperature` is deprecated for this model.' } }, becomes: noTemperature },
  { who: 'Anthropic', body: { type: 'error', error: { type: 'invalid_request_error', message: 'This model does not support the effort parameter.' } }, sends: { output_config: { effort: 'low', format: 1 }, reasoning_effort: undefined }, becomes: { output_config: { format: 1 } } },
];
