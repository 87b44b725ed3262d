// Marks what the vendor is to cache: the tools, the system prompt, and the conversation as far as it will not change.
// A mark that is too early to be cached would only use up one of the four there are, so short prefixes get none.

import type { PromptCache } from '../../model/preferences.ts';
import { estimateTokens } from '../../tokens/estimate.ts';
import type { Block, CacheControl, MessagesBody } from './body.ts';

const perImage = 800;

/** The body with its marks. `floor` is the shortest prefix the model caches. */
export function markForCache(body: MessagesBody, ttl: PromptCache, floor: number): MessagesBody {
  if (ttl === 'off') return body;
  const mark: CacheControl = ttl === '5m' ? { type: 'ephemeral' } : { type: 'ephemeral', ttl };
  let length = 0;
  const isLongEnough = (more: number): boolean => (length += more) >= floor;
  let { tools, system } = body;
  if (tools && tools.length > 0 && isLongEnough(estimateTokens(JSON.stringify(tools)))) tools = markLast(tools, mark);
  if (system && system.length > 0 && isLongEnough(system.reduce((sum, { text }) => sum + estimateTokens(text), 0))) system = markLast(system, mark);
  const messages = [...body.messages];
  const stable = messages.findLastIndex(({ role }) => role === 'user') - 1;
  const newest = messages.length - 1;
  for (const [index, message] of messages.entries()) {
    // Results of tools are asked about again at once, so what leads up to the next request is worth caching, too.
    const wanted = index === stable || (index === newest && message.content[0]?.type === 'tool_result');
    if (length < floor) isLongEnough(message.content.reduce((sum, block) => sum + estimateBlock(block), 0));
    if (wanted && length >= floor) messages[index] = { ...message, content: markLast(message.content, mark) };
  }
  return { ...body, messages, ...(tools && { tools }), ...(system && { system }) };
}

/** Thoughts take no mark, but they are never the last of a message. */
function markLast<T extends object>(list: readonly T[], mark: CacheControl): T[] {
  return list.map((item, index) => (index === list.length - 1 ? { ...item, cache_control: mark } : item));
}

function estimateBlock(block: Block): number {
  switch (block.type) {
    case 'text':
      return estimateTokens(block.text);
    case 'thinking':
      return estimateTokens(block.thinking);
    case 'image':
      return perImage;
    default:
      return estimateTokens(JSON.stringify(block));
  }
}
