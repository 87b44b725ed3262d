// Arguments that come piece by piece, each with a JSON path that says where it belongs, such as `$.files[0].name`.

import type { Json } from '../../model/message.ts';
import { property } from '../wire/json.ts';

type Branch = { [key: string]: Tree } | Tree[];
type Tree = string | number | boolean | null | Branch;

/** No argument list is that long; a wrong index must not fill the memory. */
const longestList = 10_000;

/** Grows one call's arguments. */
export class PartialArguments {
  #root: { [key: string]: Tree } = {};
  readonly #open = new Set<string>();

  /** Whole arguments, as they stand beside or instead of pieces. */
  merge(whole: { readonly [key: string]: Json }): void {
    this.#root = { ...this.#root, ...(whole as { [key: string]: Tree }) };
  }

  /** Takes one piece; false when it cannot be read. */
  take(piece: unknown): boolean {
    const path = property(piece, 'jsonPath');
    const value = scalar(piece);
    if (typeof path !== 'string' || value === undefined) return false;
    const steps = stepsOf(path);
    const last = steps?.pop();
    if (!steps || last === undefined) return false;
    let place: Branch = this.#root;
    for (const [index, step] of steps.entries()) {
      const below = get(place, step);
      const next: Branch = typeof below === 'object' && below !== null ? below : typeof (steps[index + 1] ?? last) === 'number' ? [] : {};
      if (!set(place, step, next)) return false;
      place = next;
    }
    const before = this.#open.has(path) ? get(place, last) : undefined;
    if (property(piece, 'willContinue') === true) this.#open.add(path);
    else this.#open.delete(path);
    return set(place, last, typeof before === 'string' && typeof value === 'string' ? before + value : value);
  }

  get value(): Json {
    return this.#root;
  }
}

function scalar(piece: unknown): Tree | undefined {
  for (const name of ['stringValue', 'numberValue', 'boolValue']) {
    const value = property(piece, name);
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  }
  return property(piece, 'nullValue') === undefined ? undefined : null;
}

function stepsOf(path: string): (string | number)[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: (string | number)[] = [];
  const step = /\.([^.[\]]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/y;
  step.lastIndex = 1;
  while (step.lastIndex < path.length) {
    const match = step.exec(path);
    if (!match) return undefined;
    steps.push(match[2] === undefined ? (match[1] ?? match[3] ?? match[4] ?? '') : Number(match[2]));
  }
  return steps;
}

function get(place: Branch, step: string | number): Tree | undefined {
  if (Array.isArray(place)) return typeof step === 'number' ? place[step] : undefined;
  return Object.hasOwn(place, step) ? place[step] : undefined;
}

function set(place: Branch, step: string | number, value: Tree): boolean {
  if (!Array.isArray(place)) {
    Object.defineProperty(place, step, { value, writable: true, enumerable: true, configurable: true });
    return true;
  }
  if (typeof step !== 'number' || step > longestList) return false;
  while (place.length < step) place.push(null);
  place[step] = value;
  return true;
}
