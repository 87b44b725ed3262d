// The system prompt: the words of the mode, then the instructions, in an order that never changes.

import type { SystemMessage, TextPart } from '../model/message.ts';
import type { SentInstructions } from './instructions.ts';

/** One part for each, so that each can be counted and cached. The same words make the same parts. */
export function createSystemPrompt(): (prompt: string, instructions: readonly SentInstructions[]) => SystemMessage {
  let known = new Map<string, TextPart>();
  return (prompt, instructions) => {
    const used = new Map<string, TextPart>();
    const part = (text: string, label: string | undefined): TextPart => {
      const key = `${label ?? ''}\n${text}`;
      const made = used.get(key) ?? known.get(key) ?? { type: 'text', text, ...(label !== undefined && { label }) };
      used.set(key, made);
      return made;
    };
    const parts = [part(prompt, undefined), ...instructions.filter(({ words }) => words !== '').map(({ words, label }) => part(`\n\n${words}`, label))];
    known = used;
    return { role: 'system', parts };
  };
}
