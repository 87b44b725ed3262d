// What a call was made of, as digests: two calls can be compared, and nothing of what they say is kept.

import type { Call } from '../model/call.ts';
import type { Message, Part } from '../model/message.ts';

/** The parts of a prompt in the order vendors cache them. */
export interface CallDigest {
  readonly model: string;
  readonly tools: string;
  readonly system: string;
  /** One for each message that is not the system's. */
  readonly messages: readonly string[];
}

/** Pictures and files are looked at in places only: enough to tell them apart, and never long. */
const longest = 1 << 18;
const slice = 1 << 12;

/** Parts do not change, so each is read once. */
const known = new WeakMap<Part, string>();

export function digestCall({ model, messages, tools, output }: Call): CallDigest {
  const isSystem = ({ role }: Message): boolean => role === 'system';
  return {
    model,
    tools: digest(JSON.stringify([tools ?? [], output ?? null])),
    system: messages.filter(isSystem).map(digestMessage).join(' '),
    messages: messages.filter((message) => !isSystem(message)).map(digestMessage),
  };
}

function digestMessage({ role, parts }: Message): string {
  return `${role} ${parts.map(digestPart).join(' ')}`;
}

function digestPart(part: Part): string {
  const found = known.get(part);
  if (found !== undefined) return found;
  const made = `${part.type} ${digest(textIn(part))}`;
  known.set(part, made);
  return made;
}

function textIn(part: Part): string {
  switch (part.type) {
    case 'text':
    case 'thinking':
      return part.text;
    case 'image':
      return part.data;
    case 'file':
      return `${part.name} ${part.data}`;
    case 'tool-call':
      return `${part.id} ${part.name} ${JSON.stringify(part.arguments)}`;
    case 'tool-result':
      return part.content.map((one) => (one.type === 'text' ? one.text : digest(one.data))).join(' ');
  }
}

function digest(text: string): string {
  if (text.length <= longest) return `${text.length} ${hash(text)}`;
  const step = (text.length - slice) / (longest / slice - 1);
  const places = Array.from({ length: longest / slice }, (_, index) => Math.round(index * step));
  const pieces = places.map((place) => text.slice(place, place + slice));
  return `${text.length} ${hash(pieces.join(''))}`;
}

/** Two running sums over the characters, 64 bits together; against chance, not against malice. */
function hash(text: string): string {
  let one = 0x9e3779b9;
  let other = 0x85ebca6b;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x5bd1e995);
    other ^= other >>> 15;
  }
  return `${(one >>> 0).toString(36)}${(other >>> 0).toString(36)}`;
}
