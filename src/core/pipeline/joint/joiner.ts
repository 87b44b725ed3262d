// Joins two halves of an answer while the second one streams: what it repeats of the first is left out, so that no word is
// shown twice, and a code block that is already open is not opened again. White space at the joint counts once.

import { endsInFence, leadingFence } from './fences.ts';
import { introductionLength } from './introduction.ts';
import { exactOverlap, Overlap } from './overlap.ts';
import { repeatedLength } from './repetition.ts';

/** What the second half goes on from. */
export interface FirstHalf {
  /** All of it, as it was shown. */
  readonly text: string;
  /** The words the model was asked to begin with, white space as one space; undefined when it goes on in place. */
  readonly anchor?: string | undefined;
}

/** More white space than this is not waited through. */
const mostSpace = 1_000;

/** Takes the second half piece by piece and returns what to show of it. */
export class Joiner {
  readonly #first: FirstHalf;
  readonly #space: string;
  #state: 'beginning' | 'overlap' | 'space' | 'joined' = 'beginning';
  /** What is held back, in the pieces it came in. */
  #held: string[] = [];
  /** Of what is held: what is not part of the answer, and where what is compared begins. */
  #dropped = 0;
  #body = 0;
  readonly #overlap: Overlap;

  constructor(first: FirstHalf) {
    this.#first = first;
    this.#space = /\s*$/.exec(first.text.slice(-mostSpace))?.[0] ?? '';
    this.#overlap = new Overlap(first.text);
  }

  /** What of it may be shown now. */
  add(text: string): string {
    if (this.#state === 'joined') return text;
    this.#held.push(text);
    return this.#advance(text, false);
  }

  /**
   * The second half is over: what of it is still to be shown. One that broke while all of it could be found in the first was
   * still repeating, so nothing of it is new.
   */
  end({ broke = false } = {}): string {
    if (this.#state === 'joined' || (broke && this.#state !== 'space')) return '';
    return this.#advance('', true);
  }

  #advance(text: string, isWhole: boolean): string {
    let fresh = text;
    if (this.#state === 'beginning') {
      if (!this.#readBeginning(isWhole)) return '';
      fresh = this.#take().slice(this.#body);
    }
    if (this.#state === 'overlap' && !this.#compare(fresh, isWhole)) return '';
    const held = this.#take();
    const space = /^\s*/.exec(held)?.[0] ?? '';
    if (space.length === held.length && space.length < mostSpace && !isWhole) return '';
    this.#held = [];
    this.#state = 'joined';
    return held.slice(exactOverlap(this.#space, space));
  }

  /** All that is held, as one piece. */
  #take(): string {
    const [first = '', ...more] = this.#held;
    if (more.length === 0) return first;
    const all = first + more.join('');
    this.#held = [all];
    return all;
  }

  /** True when it is known whether the second half begins with something that is not part of the answer. */
  #readBeginning(isWhole: boolean): boolean {
    const held = this.#take();
    let at = spaceEnd(held, 0);
    if (at === held.length && at < mostSpace && !isWhole) return false;
    if (this.#first.anchor !== undefined) {
      const introduction = introductionLength(held.slice(at), isWhole);
      if (introduction === 'unknown') return false;
      if (introduction > 0) this.#dropped = at += introduction;
    }
    const fence = /^[`~]/.test(held.slice(at)) && endsInFence(this.#first.text) ? leadingFence(held.slice(at), isWhole) : undefined;
    if (fence === 'unknown') return false;
    this.#body = fence ? at + fence.length : this.#dropped;
    // A fence with a language opens the block again, and so does one in the middle of a line. A bare one on a line of its own
    // is its end, unless what follows repeats the block.
    const mayEnd = fence && !fence.named && (/\n[ \t]*$/.test(this.#first.text) || held.slice(0, at).includes('\n'));
    if (fence && !mayEnd) this.#dropped = this.#body;
    this.#state = 'overlap';
    return true;
  }

  /** True when it is known how much is repeated; then that is gone. */
  #compare(fresh: string, isWhole: boolean): boolean {
    const known = this.#overlap.add(fresh);
    if (!known && !isWhole) return false;
    const held = this.#take();
    const second = held.slice(this.#body);
    const repeated = repeatedLength({ overlap: this.#overlap, anchor: this.#first.anchor, endsInSpace: this.#space !== '', second });
    // One character more tells whether the last word goes on.
    if (repeated > 0 && repeated === second.length && !isWhole) return false;
    this.#held = [repeated > 0 ? second.slice(repeated) : held.slice(this.#dropped)];
    this.#state = 'space';
    return true;
  }
}

/** Where the white space that begins at a place ends. */
function spaceEnd(text: string, from: number): number {
  const space = /\S/.exec(text.slice(from));
  return space ? from + space.index : text.length;
}
