// Brings messages into the order this wire demands: roles take turns, the user begins, and every tool call has its result.

import type { Block, WireMessage } from './body.ts';
import { isThought } from './thinking.ts';

/** Stands where the wire wants a user's word and there is none. */
const opening = '(The conversation begins here.)';
const notRun = 'There is no result: the call was not carried out.';

/** Whatever the conversation looked like, this can be sent. */
export function arrange(messages: readonly WireMessage[]): WireMessage[] {
  const turns = takeTurns(answerCalls(takeTurns(messages)));
  return turns[0]?.role === 'user' ? turns : [{ role: 'user', content: [{ type: 'text', text: opening }] }, ...turns];
}

/** The same without what the model thought. */
export function withoutThoughts(messages: readonly WireMessage[]): WireMessage[] {
  return arrange(messages.map(({ role, content }) => ({ role, content: content.filter((block) => !isThought(block)) })));
}

/** No empty message, no two of one role in a row, no thought as the last word of an answer. */
function takeTurns(messages: readonly WireMessage[]): WireMessage[] {
  const turns: WireMessage[] = [];
  for (const { role, content } of messages) {
    const end = role === 'user' ? content.length : content.findLastIndex((block) => !isThought(block)) + 1;
    if (end === 0) continue;
    const blocks = content.slice(0, end);
    const last = turns.at(-1);
    if (last?.role === role) last.content.push(...blocks);
    else turns.push({ role, content: blocks });
  }
  return turns;
}

/** A call without a result gets one that says so; a result without its call becomes text. Results come first. */
function answerCalls(turns: readonly WireMessage[]): WireMessage[] {
  const answered: WireMessage[] = [];
  let open: string[] = [];
  for (const turn of turns) {
    if (turn.role === 'assistant') {
      answered.push(turn);
      open = turn.content.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []));
      continue;
    }
    const wanted = new Set(open);
    const results = turn.content.filter((block) => block.type === 'tool_result' && wanted.delete(block.tool_use_id));
    const rest = turn.content.filter((block) => !results.includes(block)).flatMap((block) => (block.type === 'tool_result' ? asText(block) : [block]));
    const content = [...results, ...[...wanted].map(missingResult), ...rest];
    if (content.length > 0) answered.push({ role: 'user', content });
    open = [];
  }
  if (open.length > 0) answered.push({ role: 'user', content: open.map(missingResult) });
  return answered;
}

function missingResult(id: string): Block {
  return { type: 'tool_result', tool_use_id: id, content: [{ type: 'text', text: notRun }], is_error: true };
}

function asText({ content }: Extract<Block, { type: 'tool_result' }>): Block[] {
  return Array.isArray(content) ? content.filter((block) => block.type === 'text' || block.type === 'image') : [];
}
