// How much a model is to think, in the words its generation understands, and what thinking excludes.

import type { Call } from '../../model/call.ts';
import type { Notice } from '../wire/sampling.ts';
import type { Thinking, WireMessage } from './body.ts';
import type { ModelTraits } from './traits.ts';

type Level = 'low' | 'medium' | 'high';

/** Tokens of thinking for models that take a budget. */
const budgets: Readonly<Record<Level, number>> = { low: 2_048, medium: 8_192, high: 24_576 };
const smallestBudget = 1_024;
/** The part of the output that may be thinking: the rest stays for the answer. */
const share = 0.75;

/** What to send about thinking. */
export interface ThinkingPlan {
  readonly thinking?: Thinking;
  readonly effort?: Level;
  /** True when it will think: sampling and a prefilled answer are out of the question then. */
  readonly thinks: boolean;
  /** True when earlier thinking must stay behind, as thinking is turned off. */
  readonly leavesThoughts: boolean;
  readonly notices: readonly Notice[];
}

/** What else is asked of the model in the same request. */
export interface Demands {
  readonly maxTokens: number;
  /** A tool must be called. */
  readonly forced: boolean;
  /** The beginning of the answer is given. */
  readonly prefilled: boolean;
  readonly messages: readonly WireMessage[];
}

export function planThinking(wanted: Call['thinking'], traits: ModelTraits, demands: Demands): ThinkingPlan {
  return traits.thinking === 'budget' ? planBudget(wanted, demands) : planAdaptive(wanted, traits, demands);
}

function planBudget(wanted: Call['thinking'], demands: Demands): ThinkingPlan {
  if (wanted === undefined) return { thinks: false, leavesThoughts: false, notices: [] };
  const off = { thinking: { type: 'disabled' as const }, thinks: false, leavesThoughts: true };
  if (wanted === 'off') return { ...off, notices: [] };
  const budget = Math.min(budgets[wanted], Math.floor(demands.maxTokens * share));
  const obstacle = whyNot(budget, demands);
  if (obstacle !== undefined) return { ...off, notices: [dropped(obstacle)] };
  return { thinking: { type: 'enabled', budget_tokens: budget }, thinks: true, leavesThoughts: false, notices: [] };
}

function whyNot(budget: number, { forced, prefilled, messages }: Demands): string | undefined {
  if (forced) return 'This model cannot think when it must call a tool; it answers without thinking.';
  if (prefilled) return 'This model cannot think when it continues an answer; it goes on without thinking.';
  if (budget < smallestBudget) return 'The output limit leaves no room for thinking; the model answers without.';
  if (isUnthoughtToolTurn(messages)) return 'This tool call was made without thinking of this model, so it goes on without.';
  return undefined;
}

/** A tool turn that began without this wire's thinking cannot go on with it. */
function isUnthoughtToolTurn(messages: readonly WireMessage[]): boolean {
  if (messages.at(-1)?.content[0]?.type !== 'tool_result') return false;
  const first = messages.at(-2)?.content[0]?.type;
  return first !== 'thinking' && first !== 'redacted_thinking';
}

function planAdaptive(wanted: Call['thinking'], traits: ModelTraits, { forced, messages }: Demands): ThinkingPlan {
  const canBeOff = traits.off !== undefined;
  const turnOff = canBeOff && (wanted === 'off' || (forced && traits.forcedTools && (wanted !== undefined || traits.thinksUnasked)));
  if (turnOff) {
    const notices = wanted === undefined || wanted === 'off' ? [] : [dropped('This model cannot think when it must call a tool; it answers without thinking.')];
    const said = traits.off === 'unsaid' || traits.off === undefined ? {} : { thinking: { type: traits.off } };
    return { ...said, thinks: false, leavesThoughts: true, notices };
  }
  if (wanted === undefined && !traits.thinksUnasked) return { thinks: false, leavesThoughts: false, notices: [] };
  const bound = traits.bindsThinking && messages.some(({ content }) => content.some(isThought));
  return {
    // Without `summarized` newer models think in silence, for minutes.
    thinking: { type: 'adaptive', display: 'summarized', ...(bound && { block_binding: { prefix_mismatch_behavior: 'drop_block' as const } }) },
    ...(wanted !== undefined && { effort: wanted === 'off' ? 'low' : wanted }),
    thinks: true,
    leavesThoughts: false,
    notices: wanted === 'off' ? [dropped('This model always thinks; it is asked for as little as it can.')] : [],
  };
}

/** True for what a model thought before. */
export function isThought({ type }: { readonly type: string }): boolean {
  return type === 'thinking' || type === 'redacted_thinking';
}

function dropped(message: string): Notice {
  return { type: 'notice', code: 'parameter-dropped', message };
}
