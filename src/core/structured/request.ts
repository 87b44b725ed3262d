// One attempt as an ordinary call.

import { assemble } from '../model/assemble.ts';
import type { Call } from '../model/call.ts';
import { type AssistantMessage, type Message, textMessage, type ToolResultPart } from '../model/message.ts';
import type { StreamEvent } from '../model/streamEvent.ts';
import type { ObjectMode } from './modes.ts';
import type { Problem } from './problem.ts';
import type { Shape } from './shape.ts';
import { isTooDeep } from './standIns.ts';
import { askAfresh, askAgain, askInWords, toolDescription } from './wording.ts';

/** A call that leaves the form of its answer to us. */
export type ObjectCall = Omit<Call, 'output' | 'tools' | 'toolChoice'>;

/** An answer that did not fit, and why. */
export interface Misfit {
  readonly events: readonly StreamEvent[];
  readonly problems: readonly Problem[];
  /** What it said in the object's place. */
  readonly text: string;
  readonly mode: ObjectMode;
}

/** A longer answer is not sent back: the words about it must do. */
const longestReturned = 60_000;

export function requestFor(mode: ObjectMode, call: ObjectCall, shape: Shape, misfit: Misfit | undefined): Call {
  const asked = mode === 'prompt' ? withWords(call.messages, askInWords(shape)) : call.messages;
  const messages = misfit ? [...(returned(asked, mode, misfit) ?? withWords(asked, askAfresh(misfit.problems)))] : asked;
  if (mode === 'native') return { ...call, messages, output: { name: shape.name, schema: shape.schema } };
  if (mode === 'prompt') return { ...call, messages };
  const tool = { name: shape.name, description: toolDescription, parameters: shape.schema };
  return { ...call, messages, tools: [tool], toolChoice: { name: shape.name } };
}

/** The conversation with the answer and what is wrong with it; undefined when it cannot be shown again. */
function returned(asked: readonly Message[], mode: ObjectMode, misfit: Misfit): readonly Message[] | undefined {
  if (misfit.mode !== mode || misfit.text.length > longestReturned) return undefined;
  const assembled = assemble(misfit.events);
  const calls = assembled.parts.filter((part) => part.type === 'tool-call');
  const words = askAgain(misfit.problems);
  if (calls.some((part) => isTooDeep(part.arguments))) return undefined;
  if (calls.length > 0) {
    const results = calls.map(({ id, name }): ToolResultPart => ({ type: 'tool-result', id, name, content: [{ type: 'text', text: words }], failed: true }));
    return [...asked, assembled, { role: 'tool', parts: results }];
  }
  if (misfit.text.trim() === '') return undefined;
  const hasText = assembled.parts.some((part) => part.type === 'text');
  // Arguments that were never whole are no tool call; they go back as text.
  const answer: AssistantMessage = hasText ? assembled : textMessage('assistant', misfit.text);
  return [...asked, answer, textMessage('user', words)];
}

/** Adds words to the last question. */
function withWords(messages: readonly Message[], words: string): readonly Message[] {
  const last = messages.at(-1);
  if (last?.role !== 'user') return [...messages, textMessage('user', words.trim())];
  return [...messages.slice(0, -1), { role: 'user', parts: [...last.parts, { type: 'text', text: words }] }];
}
