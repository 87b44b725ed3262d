// State that only the model which made it can read: encrypted reasoning, and which phase of its work a message was.

import type { Json, Opaque } from '../../model/message.ts';
import { nonEmptyString, property } from '../wire/json.ts';
import { wire } from './wire.ts';

/**
 * Marks an item of an answer. Many vendors speak this wire and none can read another's reasoning: a request with
 * foreign reasoning is refused. So the state says whose it is.
 */
function mark(model: string, item: Json): Opaque {
  return { vendor: wire, data: { model, item } };
}

/** The item as it came, when `model` (a whole reference) made it. */
export function ownState(opaque: Opaque | undefined, model: string): unknown {
  return opaque?.vendor === wire && property(opaque.data, 'model') === model ? property(opaque.data, 'item') : undefined;
}

const fields = ['id', 'type', 'summary', 'content', 'encrypted_content'] as const;

/** A reasoning item as it may be sent back. Undefined when it has nothing that could be read again. */
export function reasoningState(item: unknown, model: string): Opaque | undefined {
  const content = property(item, 'content');
  const isReadable = nonEmptyString(property(item, 'encrypted_content')) !== undefined || (Array.isArray(content) && content.length > 0);
  if (!isReadable) return undefined;
  const told = fields.map((name) => [name, property(item, name)] as const).filter(([, value]) => value !== undefined && value !== null);
  return mark(model, { summary: [], ...Object.fromEntries(told) });
}

/** A model that says whether a message is its last word wants to be told so when it comes back. */
export function phaseState(item: unknown, model: string): Opaque | undefined {
  const phase = nonEmptyString(property(item, 'phase'));
  return phase === undefined ? undefined : mark(model, { type: 'message', phase });
}
