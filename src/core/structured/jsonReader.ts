// Reads JSON while it arrives. The value grows in place and every character is looked at once, however it was cut.
//
// Forgiven, because it can mean one thing only: a comma before a closing bracket, bare line breaks inside strings, `\'`.
// Everything else breaks the reading. A key `__proto__` is read and left out: no honest answer needs it.

import type { Json } from '../model/message.ts';

/** Deeper than any honest answer, and shallow enough for every recursive reader behind us. */
export const deepestNesting = 256;

type Container = Json[] | Record<string, Json>;
type Expected = 'value' | 'value-or-end' | 'key-or-end' | 'colon' | 'comma-or-end' | 'string' | 'escape' | 'word' | 'nothing';

interface Frame {
  readonly container: Container;
  key: string;
}

const plainEscapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', "'": "'", b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const words: ReadonlyMap<string, Json> = new Map<string, Json>([['true', true], ['false', false], ['null', null]]);
const numberPattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** One JSON value, read piece by piece. */
export class JsonReader {
  readonly #frames: Frame[] = [];
  #expected: Expected = 'value';
  #root: Json | undefined;
  #text = '';
  #escape = '';
  #isKey = false;
  /** True while an unfinished string stands in its place in the value. */
  #shows = false;
  #dirty = false;
  #fault: string | undefined;
  #taken = 0;
  #changes = 0;

  /** What is readable so far. It grows in place: copy it to keep it as it is. */
  get value(): Json | undefined {
    return this.#root;
  }

  get state(): 'reading' | 'whole' | 'broken' {
    return this.#fault === undefined ? (this.#expected === 'nothing' ? 'whole' : 'reading') : 'broken';
  }

  /** Why the reading broke. */
  get fault(): string | undefined {
    return this.#fault;
  }

  /** Characters taken so far. */
  get taken(): number {
    return this.#taken;
  }

  /** Counts what became readable. An opened bracket alone is nothing to read yet. */
  get changes(): number {
    return this.#changes;
  }

  /** Takes `text` from `start`; answers where it stopped: at the end, behind the value, or at what broke it. */
  push(text: string, start = 0): number {
    let at = start;
    while (at < text.length && this.state === 'reading') {
      const before = at;
      at = this.#step(text, at);
      this.#taken += at - before;
    }
    if (this.#dirty && this.#expected !== 'nothing') this.#showOpenString();
    return at;
  }

  /** Nothing more will come: a number at the root ends here. */
  end(): void {
    if (this.#expected === 'word' && this.#frames.length === 0) this.#endWord();
  }

  /** The elements of a list within the value that are not cut off. */
  wholeElements(list: readonly Json[]): readonly Json[] {
    const depth = this.#frames.findIndex(({ container }) => container === list);
    if (depth === -1 || this.#expected === 'nothing') return list;
    const isLastOpen = depth < this.#frames.length - 1 || this.#shows;
    return isLastOpen ? list.slice(0, -1) : list;
  }

  #step(text: string, at: number): number {
    if (this.#expected === 'string') return this.#takeString(text, at);
    const character = text[at] ?? '';
    if (this.#expected === 'escape') return this.#takeEscape(character) ? at + 1 : at;
    if (this.#expected === 'word') return this.#takeWord(text, at);
    if (character === ' ' || character === '\n' || character === '\r' || character === '\t') return at + 1;
    return this.#takeMark(character) ? at + (this.#isWord() ? 0 : 1) : at;
  }

  #isWord(): boolean {
    return this.#expected === 'word';
  }

  /** Answers whether the character fits. */
  #takeMark(character: string): boolean {
    const top = this.#frames.at(-1);
    const closer = top === undefined ? '' : Array.isArray(top.container) ? ']' : '}';
    const mayEnd = this.#expected.endsWith('-or-end');
    if (mayEnd && character === closer) return this.#close();
    switch (this.#expected) {
      case 'colon':
        return this.#accept(character === ':', 'value', 'a colon', character);
      case 'comma-or-end':
        return this.#accept(character === ',', closer === ']' ? 'value-or-end' : 'key-or-end', `a comma or ${closer}`, character);
      case 'key-or-end':
        return this.#openString(character === '"', true, character);
      default:
        return this.#openValue(character);
    }
  }

  #accept(fits: boolean, next: Expected, wanted: string, character: string): boolean {
    if (!fits) return this.#break(`expected ${wanted}, found ${JSON.stringify(character)}`);
    this.#expected = next;
    return true;
  }

  #openValue(character: string): boolean {
    if (character === '{' || character === '[') return this.#open(character === '{' ? {} : []);
    if (character === '"') return this.#openString(true, false, character);
    if (!/[-\w]/.test(character)) return this.#break(`expected a value, found ${JSON.stringify(character)}`);
    this.#text = '';
    this.#expected = 'word';
    return true;
  }

  #open(container: Container): boolean {
    if (this.#frames.length >= deepestNesting) return this.#break(`nested deeper than ${deepestNesting} levels`);
    this.#place(container);
    this.#frames.push({ container, key: '' });
    this.#expected = Array.isArray(container) ? 'value-or-end' : 'key-or-end';
    return true;
  }

  #openString(fits: boolean, isKey: boolean, character: string): boolean {
    if (!fits) return this.#break(`expected a name in double quotes, found ${JSON.stringify(character)}`);
    this.#text = '';
    this.#isKey = isKey;
    this.#expected = 'string';
    this.#dirty = !isKey;
    return true;
  }

  #close(): true {
    this.#frames.pop();
    this.#changes++;
    this.#expected = this.#frames.length === 0 ? 'nothing' : 'comma-or-end';
    return true;
  }

  #takeString(text: string, at: number): number {
    let end = at;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === 34 || code === 92) break;
    }
    if (end > at) {
      this.#text += text.slice(at, end);
      this.#dirty = !this.#isKey;
    }
    if (end === text.length) return end;
    if (text.charCodeAt(end) === 34) this.#endString();
    else this.#expected = 'escape';
    return end + 1;
  }

  #takeEscape(character: string): boolean {
    const escape = this.#escape + character;
    if (escape.length === 1 && character !== 'u') {
      const plain = Object.hasOwn(plainEscapes, character) ? plainEscapes[character] : undefined;
      if (plain === undefined) return this.#break(`\\${character} is no escape`);
      return this.#endEscape(plain);
    }
    if (!/^u[\da-f]*$/i.test(escape)) return this.#break(`\\${escape} is no escape`);
    this.#escape = escape;
    return escape.length < 5 || this.#endEscape(String.fromCharCode(Number.parseInt(escape.slice(1), 16)));
  }

  #endEscape(piece: string): true {
    this.#text += piece;
    this.#escape = '';
    this.#dirty = !this.#isKey;
    this.#expected = 'string';
    return true;
  }

  #endString(): void {
    const top = this.#frames.at(-1);
    if (this.#isKey && top) {
      top.key = this.#text;
      this.#expected = 'colon';
    } else this.#endLeaf(this.#text);
  }

  #takeWord(text: string, at: number): number {
    let end = at;
    while (end < text.length && /[-+.\w]/.test(text[end] ?? '')) end++;
    this.#text += text.slice(at, end);
    if (end < text.length) this.#endWord();
    return end;
  }

  #endWord(): void {
    const word = this.#text;
    const value = words.get(word) ?? (numberPattern.test(word) ? Number(word) : undefined);
    if (value === undefined && word !== 'null') return void this.#break(`${word.slice(0, 40)} is no JSON`);
    if (typeof value === 'number' && !Number.isFinite(value)) return void this.#break(`${word.slice(0, 40)} is too large a number`);
    this.#endLeaf(value ?? null);
  }

  #endLeaf(value: Json): void {
    this.#place(value);
    this.#shows = false;
    this.#dirty = false;
    this.#changes++;
    this.#expected = this.#frames.length === 0 ? 'nothing' : 'comma-or-end';
  }

  #showOpenString(): void {
    this.#place(this.#text);
    this.#shows = true;
    this.#dirty = false;
    this.#changes++;
  }

  /** Puts a value where the reading stands; an unfinished string that is shown there makes room. */
  #place(value: Json): void {
    const top = this.#frames.at(-1);
    if (!top) this.#root = value;
    else if (!Array.isArray(top.container)) {
      if (top.key !== '__proto__') top.container[top.key] = value;
    } else if (this.#shows) top.container[top.container.length - 1] = value;
    else top.container.push(value);
  }

  #break(why: string): false {
    this.#fault = `${why} (character ${this.#taken + 1})`;
    return false;
  }
}
