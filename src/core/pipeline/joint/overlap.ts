// Finds how much of a text's end a second text repeats at its beginning, while the second still arrives. White space counts
// as one space, however much of it there is.
//
// It is Knuth, Morris and Pratt's search with a pattern that grows: the second text is looked for in the first, and where
// the first ends, what is matched is the longest overlap. So all of it takes time in proportion to both texts.

/** Longest first text that is searched, from its end. */
const longest = 100_000;
/** So much of the second text is taken before it is looked for. */
const stride = 512;

export class Overlap {
  readonly #first: string;
  /** The second text so far, white space as one space. */
  readonly #pattern: string[] = [];
  /** Where each character of the pattern ends in the second text. */
  readonly #ends: number[] = [];
  readonly #failure: number[] = [];
  #read = 0;
  #position = 0;
  #matched = 0;

  /** `first` without the white space at its end. */
  constructor(first: string) {
    this.#first = squeeze(first.trimEnd().slice(-longest));
  }

  /** The first text as it is compared. */
  get first(): string {
    return this.#first;
  }

  /** Takes more of the second text. True as soon as more of it can change nothing. */
  add(text: string): boolean {
    for (let at = 0; at < text.length; at += stride) {
      for (const unit of text.slice(at, at + stride).split('')) {
        this.#read++;
        if (!isSpace(unit)) this.#grow(unit);
        else if (this.#pattern.at(-1) === ' ') this.#ends[this.#ends.length - 1] = this.#read;
        else if (this.#pattern.length > 0) this.#grow(' ');
      }
      if (this.#search(false)) return true;
    }
    return this.#search(false);
  }

  /** How many compared characters the longest overlap has, with what came until now. */
  end(): number {
    this.#search(true);
    return this.#matched;
  }

  /** True when so many compared characters are the same thing several times. */
  repeatsItself(compared: number): boolean {
    const period = compared - (this.#failure[compared - 1] ?? 0);
    return period * 2 <= compared;
  }

  /** How many characters of the second text, as it came, so many compared ones are. */
  rawLength(compared: number): number {
    return this.#ends[compared - 1] ?? 0;
  }

  /** True when the second text begins with this, white space as one space. */
  beginsWith(text: string): boolean {
    return text !== '' && text.length <= this.#pattern.length && this.#pattern.slice(0, text.length).join('') === text;
  }

  #grow(unit: string): void {
    this.#pattern.push(unit);
    this.#ends.push(this.#read);
    const last = this.#pattern.length - 1;
    let border = last === 0 ? 0 : (this.#failure[last - 1] ?? 0);
    while (border > 0 && this.#pattern[border] !== unit) border = this.#failure[border - 1] ?? 0;
    this.#failure.push(last > 0 && this.#pattern[border] === unit ? border + 1 : 0);
  }

  /** Goes on in the first text as far as the pattern decides it, or to its end. True when it is there. */
  #search(toEnd: boolean): boolean {
    while (this.#position < this.#first.length) {
      if (this.#matched === this.#pattern.length) {
        if (!toEnd) return false;
        if (this.#matched === 0) this.#position = this.#first.length;
        else this.#matched = this.#failure[this.#matched - 1] ?? 0;
        continue;
      }
      if (this.#first[this.#position] === this.#pattern[this.#matched]) {
        this.#matched++;
        this.#position++;
      } else if (this.#matched > 0) this.#matched = this.#failure[this.#matched - 1] ?? 0;
      else this.#position++;
    }
    return true;
  }
}

/** Each run of white space as one space. */
export function squeeze(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

/** How much of `first`'s end `second` begins with, to the character; for short texts, such as white space. */
export function exactOverlap(first: string, second: string): number {
  for (let length = Math.min(first.length, second.length, 1_000); length > 0; length--) if (first.endsWith(second.slice(0, length))) return length;
  return 0;
}

function isSpace(unit: string): boolean {
  return unit === ' ' || unit === '\n' || (unit <= '\r' ? unit >= '\t' : unit > '\u007f' && /\s/.test(unit));
}
