// Decides what the demo says: a structured answer, a tool call, the rest of an answer, a look at code, or a stop of the tour.

import type { Call } from '../../model/call.ts';
import type { Message } from '../../model/message.ts';
import type { Answer, Breathe } from './answer.ts';
import { findCode, type FoundCode } from './codeBlocks.ts';
import { explain, summary } from './explain.ts';
import { hasAttachment, nextStop, textIn, topicsIn } from './history.ts';
import { inspect } from './inspect/inspect.ts';
import { review } from './review.ts';
import { sampleOf } from './schema.ts';
import { cannotWrite } from './texts/answers.ts';
import { cannotLook, noModelHere, prepared, stillNoModel, walkDone, welcome } from './texts/welcome.ts';
import { callTool, chosenTool, reportResults } from './toolTurn.ts';
import { asksForNext, asksToContinue, type Topic, topicOf } from './topics.ts';

/** The answer to a call. Depends on nothing but the call. */
export async function answerTo(call: Call, breathe: Breathe): Promise<Answer> {
  if (call.output !== undefined) return { text: JSON.stringify(sampleOf(call.output.schema, 'all'), undefined, 2) };
  return answerAt(call, call.messages, breathe);
}

async function answerAt(call: Call, messages: readonly Message[], breathe: Breathe): Promise<Answer> {
  const results = reportResults(messages);
  if (results !== undefined) return results;
  const position = messages.findLastIndex((message) => message.role === 'user');
  const question = messages[position];
  if (question === undefined) return { text: welcome };
  const earlier = messages.slice(0, position);
  const text = textIn(question);

  const rest = await restOfAnswer(call, messages, position, text, breathe);
  if (rest !== undefined) return rest;
  const topic = topicOf(text);
  const tool = chosenTool(call, topic?.id === 'tools');
  if (tool !== undefined) return callTool(tool, messages);
  const own = findCode(text);
  const code = own ?? (topic?.id === 'explain' || topic?.id === 'review' ? latestCode(earlier) : undefined);
  if (code !== undefined) return { text: await lookAt(code, call.task, (own === undefined ? text : code.words).slice(0, 2_000), breathe) };
  return tour(topic, text, question, earlier);
}

/** When an answer was cut off, what is missing of it: after `continue`, or when the partial answer comes last. */
async function restOfAnswer(call: Call, messages: readonly Message[], position: number, text: string, breathe: Breathe): Promise<Answer | undefined> {
  const partialAt = messages.at(-1)?.role === 'assistant' ? messages.length - 1 : asksToContinue(text) ? position - 1 : -1;
  const partial = messages[partialAt];
  if (partial?.role !== 'assistant') return undefined;
  const shown = textIn(partial);
  const whole = await answerAt({ ...call, toolChoice: 'none' }, messages.slice(0, partialAt), breathe);
  const start = whole.text.startsWith(shown) ? shown.length : whole.text.startsWith(shown.trimEnd()) ? shown.trimEnd().length : 0;
  return start === 0 || start >= whole.text.length ? undefined : { text: whole.text.slice(start) };
}

/** The code last spoken about, by whomever. */
function latestCode(earlier: readonly Message[]): FoundCode | undefined {
  for (const message of earlier.toReversed()) {
    const code = message.role === 'user' || message.role === 'assistant' ? findCode(textIn(message)) : undefined;
    if (code !== undefined) return code;
  }
  return undefined;
}

async function lookAt(found: FoundCode, task: string, words: string, breathe: Breathe): Promise<string> {
  const inspection = await inspect(found.snippet, breathe);
  const wantsReview = task === 'review' || (task !== 'explain' && !/\bexplain\b/i.test(words) && /\b(?:review|bugs?|problems?|issues?|what(?:'s| is) wrong)\b/i.test(words));
  const wantsMore = task !== 'explain' && /\b(?:fix|refactor|rewrite|improve|implement|write|add|translate|convert|tests?|document)\b/i.test(words);
  const lead = [
    wantsMore && !wantsReview ? cannotWrite : '',
    found.blocks > 1 ? `Of the ${found.blocks} blocks I looked at the largest.` : '',
  ].filter((part) => part !== '');
  return [...lead, wantsReview ? review(inspection, summary(inspection)) : explain(inspection)].join('\n\n');
}

function tour(topic: Topic | undefined, text: string, question: Message, earlier: readonly Message[]): Answer {
  const seen = topicsIn(earlier);
  const isFirst = !earlier.some((message) => message.role === 'assistant');
  if (topic === undefined && asksForNext(text)) {
    const stop = nextStop(seen);
    return stop === undefined ? { text: walkDone } : tell(stop, new Set([...seen, stop]), isFirst ? prepared : '');
  }
  if (topic !== undefined) {
    const isRealQuestion = (topic.id === 'explain' || topic.id === 'review') && text.trim().includes(' ');
    const saysItself = topic.id === 'welcome' || topic.id === 'who';
    return tell(topic, new Set([...seen, topic]), isRealQuestion ? noModelHere : isFirst && !saysItself ? prepared : '');
  }
  const parts = [hasAttachment(question) ? cannotLook : '', isFirst && text.trim() !== '' ? noModelHere : '', isFirst ? welcome : stillNoModel];
  return { text: parts.filter((part) => part !== '').join('\n\n') };
}

/** A topic's text with the way on below it. */
function tell(topic: Topic, seen: ReadonlySet<Topic>, before: string): Answer {
  const next = nextStop(seen);
  const way = next === undefined ? '*You have seen every stop of the tour. Type* `next` *for what comes after it.*' : `*Next stop: type* \`${next.id}\`*, or just* \`next\`*.*`;
  const text = [before, topic.text, topic.id === 'welcome' ? '' : way].filter((part) => part !== '').join('\n\n');
  return topic.thinking === undefined ? { text } : { text, thinking: topic.thinking };
}
