// Whether a value that was read in part is part of the whole one.

import type { Json } from '../../../../src/core/model/message.ts';

/** Strings are prefixes, lists are beginnings (the last element in part), objects have some of the fields. */
export function contains(whole: Json | undefined, part: Json): boolean {
  if (whole === undefined) return false;
  if (typeof part === 'string') return typeof whole === 'string' && whole.startsWith(part);
  if (typeof part !== 'object' || part === null) return Object.is(part, whole) || part === whole;
  if (typeof whole !== 'object' || whole === null || Array.isArray(part) !== Array.isArray(whole)) return false;
  return Object.entries(part).every(([key, inner]) => Object.hasOwn(whole, key) && contains((whole as Readonly<Record<string, Json>>)[key], inner));
}
