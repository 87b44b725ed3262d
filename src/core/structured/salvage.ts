// What a broken answer still holds: the whole elements of a list, each checked by itself.

import type { $ZodType, output } from 'zod/v4/core';
import type { Json } from '../model/message.ts';
import type { AttemptReader } from './attemptReader.ts';
import { check } from './check.ts';
import type { Problem } from './problem.ts';
import { type Shape, shapeOf } from './shape.ts';

/** Which list is worth saving: the way to it within the value (empty for the value itself), and what each element is. */
export interface Salvage<E extends $ZodType> {
  readonly path: readonly string[];
  readonly element: E;
}

/** Elements that are whole and fit, in order, and what is wrong with the others. */
export interface Salvaged<T> {
  readonly elements: readonly T[];
  readonly problems: readonly Problem[];
}

/** Saves what an attempt holds; undefined when no answer began. */
export async function salvageFrom<E extends $ZodType>(reading: AttemptReader, shape: Shape, { path, element }: Salvage<E>): Promise<Salvaged<output<E>> | undefined> {
  const rest = reading.rest();
  if (!rest) return undefined;
  const elementShape = shapeOf(element, shape.name, false);
  const all = listAt(shape.live(rest.value), path) ?? listAt(rest.value, path);
  if (!all || 'problem' in elementShape) return { elements: [], problems: [{ path, message: 'nothing of this list was read' }] };
  const whole = rest.wholeElements(all);
  const elements: output<E>[] = [];
  const problems: Problem[] = [];
  for (const [index, each] of whole.entries()) {
    const checked = await check(element, elementShape, each);
    if (checked.ok) elements.push(checked.value);
    else problems.push(...checked.problems.map(({ path: inner, message }) => ({ path: [...path, index, ...inner], message })));
  }
  if (whole.length < all.length) problems.push({ path: [...path, whole.length], message: 'cut off' });
  return { elements, problems };
}

function listAt(value: Json | undefined, path: readonly string[]): readonly Json[] | undefined {
  let place = value;
  for (const step of path) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, step)) return undefined;
    place = (place as Readonly<Record<string, Json>>)[step];
  }
  return Array.isArray(place) ? (place as readonly Json[]) : undefined;
}
