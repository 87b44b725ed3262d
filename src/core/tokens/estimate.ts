// A quick guess at token counts, for while nothing exact is known. Whatever shows it marks it with "~".

import type { Message, Part } from '../model/message.ts';

const charactersPerToken = 4;
/** Scripts in which about every character is a token. */
const dense = /[\u0E00-\u0EFF\u1000-\u109F\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\u{20000}-\u{3FFFF}\p{Extended_Pictographic}]/gu;
const perMessage = 4;
const perImage = 800;

/** About how many tokens a text has. Pieces of a text may be summed. */
export function estimateTokens(text: string): number {
  if (text === '') return 0;
  const denseCharacters = text.length > 0 && /[^\u0000-\u024F]/.test(text) ? (text.match(dense)?.length ?? 0) : 0;
  return denseCharacters + (text.length - denseCharacters) / charactersPerToken;
}

/** About how many tokens a prompt has, roles included. */
export function estimateMessages(messages: readonly Message[]): number {
  return Math.ceil(messages.reduce((sum, message) => sum + perMessage + message.parts.reduce((parts, part) => parts + estimatePart(part), 0), 0));
}

function estimatePart(part: Part): number {
  switch (part.type) {
    case 'text':
    case 'thinking':
      return estimateTokens(part.text);
    case 'image':
      return perImage;
    case 'file':
      return estimateTokens(part.data) * 0.75;
    case 'tool-call':
      return estimateTokens(part.name) + estimateTokens(JSON.stringify(part.arguments));
    case 'tool-result':
      return part.content.reduce((sum, piece) => sum + estimatePart(piece), 0);
  }
}
