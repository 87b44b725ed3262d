// What can be asked of the tour: the words that lead to a text. A new topic is an entry here and a text.

import {
  cost, explainHow, keys, models, privacy, reviewHow, statusBar, stop, terminal, thanks, thinking, thinkingAloud, toolsHow, who,
} from './texts/answers.ts';
import { codeSamples } from './texts/code.ts';
import { long } from './texts/long.ts';
import { markdown } from './texts/markdown.ts';
import { welcome } from './texts/welcome.ts';

/** One thing the demo can talk about. */
export interface Topic {
  readonly id: string;
  /** Any of these in a short question means the topic; of several topics the first wins. */
  readonly words: readonly string[];
  /** These mean it only when hardly anything else is said. */
  readonly alone?: readonly string[];
  readonly text: string;
  readonly thinking?: string;
  /** True for the stops of the walk that `next` takes, in this order. */
  readonly isStop?: boolean;
}

/** All topics. Those about code and tools are answered by the guide itself when there is something to work on. */
export const topics: readonly Topic[] = [
  { id: 'welcome', words: [], alone: ['hello', 'hi', 'hey', 'hallo', 'hola', 'bonjour', 'welcome', 'help', 'tour', 'demo', 'start', 'begin', 'menu'], text: welcome },
  { id: 'markdown', words: ['markdown'], alone: ['table', 'tables', 'formatting', 'emoji'], text: markdown, isStop: true },
  { id: 'explain', words: ['explain'], text: explainHow },
  { id: 'review', words: ['review'], text: reviewHow },
  { id: 'code', words: [], alone: ['code', 'sample', 'samples', 'snippet', 'example'], text: codeSamples, isStop: true },
  { id: 'thinking', words: ['thinking'], alone: ['think', 'reasoning'], text: thinking, thinking: thinkingAloud, isStop: true },
  { id: 'long', words: [], alone: ['long', 'story', 'essay'], text: long, isStop: true },
  { id: 'tools', words: ['tools'], alone: ['tool'], text: toolsHow, isStop: true },
  { id: 'stop', words: [], alone: ['stop', 'abort', 'cancel'], text: stop },
  { id: 'keys', words: ['keys', 'key'], alone: ['secret', 'secrets'], text: keys, isStop: true },
  { id: 'who', words: ['chatgpt', 'gpt'], alone: ['who', 'claude', 'gemini', 'ai', 'bot', 'human'], text: who },
  { id: 'models', words: ['models', 'model', 'provider', 'providers'], alone: ['switch', 'ollama', 'openai', 'local'], text: models, isStop: true },
  { id: 'cost', words: ['cost', 'costs', 'price', 'prices', 'tokens', 'token'], alone: ['money', 'free', 'bill', 'budget'], text: cost, isStop: true },
  { id: 'status', words: ['statusbar'], alone: ['status', 'bar'], text: statusBar },
  { id: 'privacy', words: ['privacy', 'telemetry'], alone: ['private', 'data', 'security', 'safe'], text: privacy, isStop: true },
  { id: 'terminal', words: ['terminal', 'cli'], alone: ['ask', 'headless', 'npm'], text: terminal },
  { id: 'thanks', words: ['thanks'], alone: ['thank', 'thx', 'danke', 'merci', 'gracias', 'cheers'], text: thanks },
];

/** The walk, in order. */
export const stops: readonly Topic[] = topics.filter((topic) => topic.isStop === true);

/** A question longer than this is a real one, whatever words are in it. */
const longestQuestion = 90;
const mostWords = 7;
const hardlyMore = 3;

/** The topic a short text asks for. A longer question is not mistaken for one. */
export function topicOf(text: string): Topic | undefined {
  const words = wordsOf(text);
  if (/^who\b.*\byou\b|\bare you\b/.test(words.join(' '))) return topics.find((topic) => topic.id === 'who');
  const alone = words.length <= hardlyMore ? words : [];
  return topics.find((topic) => words.some((word) => topic.words.includes(word)) || alone.some((word) => topic.alone?.includes(word) === true));
}

/** True when somebody wants to be led on. */
export function asksForNext(text: string): boolean {
  const words = wordsOf(text);
  return words.length <= hardlyMore && words.some((word) => word === 'next' || word === 'more' || word === 'continue') && topicOf(text) === undefined;
}

/** True when an answer that was cut off is to go on. */
export function asksToContinue(text: string): boolean {
  return /^\s{0,9}(?:please\s)?(?:continue|go on|carry on)\b/i.test(text.slice(0, 200));
}

/** The words of a short text; none for a longer one. */
function wordsOf(text: string): readonly string[] {
  if (text.length > longestQuestion * 2) return [];
  const plain = text.trim().toLowerCase();
  if (plain.length > longestQuestion || plain.includes('\n')) return [];
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length > mostWords ? [] : words;
}
