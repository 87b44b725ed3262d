// The models of the proxy: some it answers for itself, some it asks aimock for, as it would ask a vendor.

/** The proxy's own key. */
export const masterKey = 'sk-peers-0123456789';

/** What the models that need no vendor say. */
export const spoken = 'Naïve 日本 and\n\nmore';

/** A model's name, what the proxy takes it for, and what else it is told about it. */
function model(name: string, target: string, more: object = {}, info: object = {}) {
  return { model_name: name, litellm_params: { model: target, api_key: 'none', ...more }, model_info: info };
}

const mocked = (name: string, answer: string, more: object = {}) => model(name, 'hosted_vllm/a-model', { mock_response: answer, ...more });

/** `aimock` is where that listens. */
export function proxyConfig(aimock: string): object {
  return {
    model_list: [
      model('house', 'hosted_vllm/house-model', { mock_response: spoken, input_cost_per_token: 0.001, output_cost_per_token: 0.002 }, { mode: 'chat', max_input_tokens: 12_345, max_output_tokens: 678, supports_vision: true, supports_function_calling: true }),
      model('no-price', 'openai/unheard-of', { mock_response: spoken }),
      model('painter', 'openai/dall-e-3', {}, { mode: 'image_generation' }),
      model('known', 'openai/gpt-4o-mini', { mock_response: spoken }),
      mocked('limited', 'litellm.RateLimitError'),
      mocked('overflowing', 'litellm.ContextWindowExceededError'),
      mocked('failing', 'litellm.InternalServerError'),
      mocked('breaking', 'Exception: mock_streaming_error'),
      // A budget of its own needs no database; the first call uses it up.
      mocked('thrifty', spoken, { input_cost_per_token: 0.001, output_cost_per_token: 0.002, max_budget: 0.000_001, budget_duration: '1d' }),
      model('through-chat', 'hosted_vllm/some-model', { api_base: `${aimock}/v1` }),
      model('through-openai', 'openai/gpt-5-mini', { api_base: `${aimock}/v1` }),
      model('through-anthropic', 'anthropic/claude-sonnet-4-5', { api_base: aimock }),
    ],
    litellm_settings: { num_retries: 0, telemetry: false, include_cost_in_streaming_usage: true },
    router_settings: { num_retries: 0, disable_cooldowns: true },
    general_settings: { master_key: masterKey },
  };
}
