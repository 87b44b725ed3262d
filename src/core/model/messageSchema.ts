// Checks messages that come from a file. A message may be written short: `{"role": "user", "content": "text"}`.

import * as z from 'zod/mini';
import { type Message, textMessage } from './message.ts';

const opaque = z.object({ vendor: z.string(), data: z.json() });
const text = z.object({ type: z.literal('text'), text: z.string(), opaque: z.optional(opaque) });
const image = z.object({ type: z.literal('image'), mediaType: z.string(), data: z.string() });
const file = z.object({ type: z.literal('file'), name: z.string(), mediaType: z.string(), data: z.string() });
const thinking = z.object({ type: z.literal('thinking'), text: z.string(), opaque: z.optional(opaque) });
const toolCall = z.object({ type: z.literal('tool-call'), id: z.string(), name: z.string(), arguments: z.json(), opaque: z.optional(opaque) });
const toolResult = z.object({
  type: z.literal('tool-result'),
  id: z.string(),
  name: z.string(),
  content: z.array(z.discriminatedUnion('type', [text, image])),
  failed: z.optional(z.boolean()),
});

const short = z.pipe(
  z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }),
  z.transform(({ role, content }): Message => textMessage(role, content)),
);

const whole = z.discriminatedUnion('role', [
  z.object({ role: z.literal('system'), parts: z.array(text) }),
  z.object({ role: z.literal('user'), parts: z.array(z.discriminatedUnion('type', [text, image, file])) }),
  z.object({ role: z.literal('assistant'), parts: z.array(z.discriminatedUnion('type', [text, thinking, toolCall])) }),
  z.object({ role: z.literal('tool'), parts: z.array(toolResult) }),
]);

export const messagesSchema = z.array(z.union([short, whole]));
export const jsonObjectSchema = z.record(z.string(), z.json());
export const toolsSchema = z.array(z.object({ name: z.string(), description: z._default(z.string(), ''), parameters: jsonObjectSchema }));
