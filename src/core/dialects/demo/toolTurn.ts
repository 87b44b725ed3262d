// Tool calls of the demo: nobody chooses, the first tool is asked for with the simplest arguments that fit.

import type { Call, ToolSpec } from '../../model/call.ts';
import { type Message, textOf } from '../../model/message.ts';
import type { Answer } from './answer.ts';
import { sampleArguments } from './schema.ts';
import { toolsNow } from './texts/answers.ts';
import { code, counted, quotedWords } from './wording.ts';

/** The tool to ask for: when the call demands one, or when somebody wants to see it. */
export function chosenTool(call: Call, isAskedFor: boolean): ToolSpec | undefined {
  const choice = call.toolChoice ?? 'auto';
  if (choice === 'none' || call.tools === undefined) return undefined;
  if (typeof choice === 'object') return call.tools.find((tool) => tool.name === choice.name);
  return choice === 'required' || isAskedFor ? call.tools[0] : undefined;
}

/** Asks for a tool. The id differs from all earlier ones of the conversation. */
export function callTool(tool: ToolSpec, messages: readonly Message[]): Answer {
  const before = messages.flatMap((message) => (message.role === 'assistant' ? message.parts.filter((part) => part.type === 'tool-call') : []));
  return { text: toolsNow, toolCall: { id: `demo-call-${before.length + 1}`, name: tool.name, arguments: sampleArguments(tool.parameters) } };
}

/** What came of the tools that ran last; undefined when none did. Ends the turn, so that no loop goes on for ever. */
export function reportResults(messages: readonly Message[]): Answer | undefined {
  const last = messages.at(-1);
  if (last?.role !== 'tool') return undefined;
  const lines = last.parts.map((part) => {
    const text = quotedWords(textOf(part.content), 160);
    const outcome = part.failed === true ? 'failed' : 'answered';
    return `- ${code(part.name)} ${outcome}${text === '' ? ', without a text' : `: ${code(text)}`}`;
  });
  return { text: [`The tool call came back with ${counted(last.parts.length, 'result')}:`, '', ...lines, '', 'A model would now go on with it. The demo ends here.'].join('\n') };
}
