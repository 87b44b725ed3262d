// A conversation as this wire's blocks, message by message. Arranging them is the next step's work.

import type { AssistantMessage, Message, ToolResultPart } from '../../model/message.ts';
import { property } from '../wire/json.ts';
import type { Notice } from '../wire/sampling.ts';
import type { Block, ImageBlock, TextBlock, WireMessage } from './body.ts';
import { encodePart, encodeText } from './parts.ts';
import { wireName } from './wireName.ts';

/** Every message besides the system's. Opaque state of other wires stays behind, and with it their thinking. */
export function encodeMessage(message: Message, notices: Notice[]): WireMessage | undefined {
  switch (message.role) {
    case 'system':
      return undefined;
    case 'user':
      return { role: 'user', content: message.parts.map((part) => encodePart(part, notices)).filter((block) => block !== undefined) };
    case 'assistant':
      return { role: 'assistant', content: message.parts.map(encodeAssistantPart).filter((block) => block !== undefined) };
    case 'tool':
      return { role: 'user', content: message.parts.flatMap((part) => encodeResult(part, notices)) };
  }
}

function encodeAssistantPart(part: AssistantMessage['parts'][number]): Block | undefined {
  switch (part.type) {
    case 'text':
      return encodeText(part.text);
    case 'thinking': {
      if (part.opaque?.vendor !== wireName) return undefined;
      const { data } = part.opaque;
      const redacted = property(data, 'redacted');
      if (typeof redacted === 'string') return { type: 'redacted_thinking', data: redacted };
      const signature = property(data, 'signature');
      return typeof signature === 'string' ? { type: 'thinking', thinking: part.text, signature } : undefined;
    }
    case 'tool-call':
      return { type: 'tool_use', id: wireId(part.id), name: part.name, input: isRecord(part.arguments) ? part.arguments : { value: part.arguments } };
  }
}

/** A failed result may hold text only, so its images follow it. */
function encodeResult(result: ToolResultPart, notices: Notice[]): Block[] {
  const blocks = result.content.map((part) => encodePart(part, notices)).filter((block) => block !== undefined);
  const images = blocks.filter((block) => block.type === 'image');
  const inside = blocks.filter((block) => block.type === 'text' || (block.type === 'image' && !result.failed)) as (TextBlock | ImageBlock)[];
  return [
    {
      type: 'tool_result',
      tool_use_id: wireId(result.id),
      ...(inside.length > 0 && { content: inside }),
      ...(result.failed && { is_error: true }),
    },
    ...(result.failed ? images : []),
  ];
}

/** Other vendors' ids may hold characters that are refused here. */
function wireId(id: string): string {
  const safe = id.replaceAll(/[^A-Za-z0-9_-]/g, '_');
  return safe === '' ? 'call' : safe;
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
