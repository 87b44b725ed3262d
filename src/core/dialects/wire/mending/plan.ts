// Decides how a refused request is changed. What carries the meaning of a call is never in the lists here.

import { type Body, type Change, valuesAt } from './change.ts';
import type { Complaint } from './complaint.ts';

const efforts = ['reasoning_effort', 'reasoning.effort', 'output_config.effort', 'think'];
const thinking = [...efforts, 'reasoning', 'thinking', 'chat_template_kwargs', 'enable_thinking', 'include_reasoning', 'reasoning_format'];

/** What may be left out. Not in it: model, messages, tools, limits (they bound the cost), `store` (it guards privacy). */
const droppable = [
  'temperature', 'top_p', 'top_k', 'seed', 'random_seed', 'stop', 'stop_sequences', 'frequency_penalty', 'presence_penalty',
  'stream_options', 'stream_options.include_usage', 'parallel_tool_calls', 'usage', 'verbosity', 'text.verbosity', 'include',
  'prompt_cache_key', 'prompt_cache_options', 'service_tier', 'response_format', 'text.format', 'output_config.format', 'reasoning.summary',
  ...thinking,
  'tool_choice', 'tools.strict', 'tools.function.strict',
  'messages.reasoning_content', 'messages.reasoning', 'messages.reasoning_details', 'messages.name', 'messages.prefix',
];

/** Two names of one thing. */
const twins: Readonly<Record<string, string>> = { max_tokens: 'max_completion_tokens', max_completion_tokens: 'max_tokens' };

/** Effort, least first. */
const ladder = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

/** The changes that answer a complaint, each of something that is in the body and was not `touched` yet. */
export function planChanges(body: Body, complaint: Complaint, touched: ReadonlySet<string>): readonly Change[] {
  const role = planRole(body, complaint);
  if (role) return touched.has(role.path) ? [] : [role];
  const paths = new Set(pathsOf(body, complaint).filter((path) => !touched.has(path)));
  return [...paths].map((path) => planOne(body, path, complaint)).filter((change) => change !== undefined);
}

function planOne(body: Body, path: string, { allowed, text }: Complaint): Change | undefined {
  const twin = twins[path];
  if (twin !== undefined) return { type: 'rename', path, to: twin };
  const [value] = valuesAt(body, path);
  if (path === 'tool_choice' && value === 'none') return undefined;
  if (!efforts.includes(path) || typeof value !== 'string') return { type: 'drop', path };
  const nearest = nearestEffort(value, allowed);
  if (nearest !== undefined) return { type: 'value', path, from: value, to: nearest };
  return { type: 'drop', path, ...(text.includes(`'${value}'`) && { only: value }) };
}

/** The nearest of the allowed ones, the smaller of two as it costs less; never none at all while there is another. */
function nearestEffort(wanted: string, allowed: readonly string[]): string | undefined {
  const named = [...new Set(allowed)].filter((word) => word !== wanted && (ladder.includes(word) || word === 'default'));
  const place = (word: string): number => (word === 'none' ? -ladder.length : ladder.indexOf(word === 'default' ? 'medium' : word));
  const steps = (word: string): number => Math.abs(place(word) - place(wanted));
  const ordered = named.toSorted((a, b) => place(a) - place(b));
  return ordered.reduce<string | undefined>((best, word) => (best === undefined || steps(word) < steps(best) ? word : best), undefined);
}

/** Which role carries the system prompt is a matter of taste among servers. */
function planRole(body: Body, { named, text }: Complaint): Change | undefined {
  const roles = valuesAt(body, 'messages.role');
  const isAboutRoles = [...named, text].some((words) => /\brole\b/i.test(words)) || /developer/.test(text);
  if (!isAboutRoles) return undefined;
  if (roles.includes('developer') && /developer|unexpected (?:message )?role|role.*unexpected/i.test(text)) return { type: 'value', path: 'messages.role', from: 'developer', to: 'system' };
  if (roles.includes('system') && /does not support 'system'|'system' (?:role )?is (?:not supported|deprecated)|use (?:the )?'?developer/i.test(text)) return { type: 'value', path: 'messages.role', from: 'system', to: 'developer' };
  return undefined;
}

/** Where in the body the complaint points. Certain names first; a text's words only where there are none. */
function pathsOf(body: Body, { named, mentioned, text }: Complaint): string[] {
  const present = [...droppable, ...Object.keys(twins)].filter((path) => valuesAt(body, path).length > 0);
  const certain = named.flatMap((name) => match(name, present));
  if (certain.length > 0) return certain;
  if (/(?:support|invalid) (?:thinking|reasoning)\b|(?:thinking|reasoning) is not supported|invalid think/i.test(text)) return present.filter((path) => thinking.includes(path));
  const exclusive = /temperature\W+and\W+top_?p\W+(?:cannot|can't) both/i.test(text);
  const found = mentioned.flatMap((word) => match(word, present).filter(() => isMarked(word, text)));
  return exclusive ? found.filter((path) => path === 'top_p') : found;
}

/** A word of a sentence names a parameter when it looks like one or stands where only names stand. */
function isMarked(word: string, text: string): boolean {
  if (/[_.[]|[a-z][A-Z]/.test(word)) return true;
  return new RegExp(`[\`'"[{]${word}[\`'"\\]}]|(?:supports?|parameters?|params?|arguments?|fields?|keys?|remove) (?:the )?${word}\\b|: ${word}\\b|\\b${word}(?:=|: | (?:is|are) (?:not|un|no|dep|mandatory))`, 'i').test(text);
}

/** The longest known path that is what was named, or holds it, or ends in it. */
function match(name: string, present: readonly string[]): string[] {
  const wanted = plain(name);
  if (wanted === '') return [];
  const holding = present.filter((path) => wanted === plain(path) || wanted.startsWith(`${plain(path)}.`));
  const candidates = holding.length > 0 ? holding : present.filter((path) => plain(path).endsWith(`.${wanted}`));
  return candidates.toSorted((a, b) => b.length - a.length).slice(0, 1);
}

/** A name without what differs from server to server: `body.`, places in lists, roles as tags, case, underscores. */
function plain(name: string): string {
  const segments = name.replaceAll(/\[(\d+)\]/g, '.$1').split('.').filter((segment) => !/^\d*$/.test(segment));
  const inner = segments[0] === 'body' ? segments.slice(1) : segments;
  const untagged = inner[0] === 'messages' ? inner.filter((segment, index) => index === 0 || !/^(?:system|developer|user|assistant|tool)$/.test(segment)) : inner;
  return untagged.map((segment) => segment.replaceAll(/[_-]/g, '').toLowerCase()).join('.');
}
