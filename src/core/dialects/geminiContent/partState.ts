// What Gemini wants to see again on exactly the part it came with: the thought signature and its own id of a call.

import type { Json, Opaque } from '../../model/message.ts';
import { nonEmptyString, property, tokenCount } from '../wire/json.ts';

/** The name of this wire; it tags opaque state. */
export const wireName = 'gemini-content';

/** The state of one part. */
export interface PartState {
  readonly thoughtSignature?: string;
  /** The id the vendor gave a call. Calls it gave none are sent back without one: not every server takes the field. */
  readonly id?: string;
  /** How many characters at the end of the text make up the signed part; what is before came in parts of its own. */
  readonly length?: number;
}

/** Undefined when there is nothing to keep. */
export function keepState(state: { readonly [Name in keyof PartState]: PartState[Name] | undefined }): Opaque | undefined {
  const { thoughtSignature, id, length } = state;
  if (thoughtSignature === undefined && id === undefined) return undefined;
  const data: Record<string, Json> = {};
  if (thoughtSignature !== undefined) data['thoughtSignature'] = thoughtSignature;
  if (id !== undefined) data['id'] = id;
  if (length !== undefined) data['length'] = length;
  return { vendor: wireName, data };
}

/** The state in a part that came over this wire; empty for everybody else's. */
export function stateOf(opaque: Opaque | undefined): PartState {
  if (opaque?.vendor !== wireName) return {};
  const thoughtSignature = nonEmptyString(property(opaque.data, 'thoughtSignature'));
  const id = nonEmptyString(property(opaque.data, 'id'));
  const length = tokenCount(property(opaque.data, 'length'));
  return { ...(thoughtSignature !== undefined && { thoughtSignature }), ...(id !== undefined && { id }), ...(length !== undefined && { length }) };
}
