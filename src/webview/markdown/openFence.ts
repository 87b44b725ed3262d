// A code fence that is still open: its text is appended as it comes, nothing is parsed or highlighted until it closes.

/** Lines per element: one text node of thousands of lines would be laid out anew with every line. */
const linesPerElement = 40;

/** Takes the text of a fence piece by piece and shows it. */
export class OpenFence {
  readonly #closing: RegExp;
  /** A line that may still become the closing one: it is not shown yet. */
  readonly #maybeClosing: RegExp;
  readonly #indent: RegExp;
  readonly #target: Element;
  /** The unfinished last line, and how much of it is shown. */
  #line = '';
  #shownOfLine = 0;
  #taken = 0;
  #lines = 0;

  private constructor(indent: number, marker: string, target: Element) {
    const mark = marker.charAt(0);
    this.#closing = new RegExp(`^ {0,3}${mark}{${marker.length},}[ \\t]*$`);
    this.#maybeClosing = new RegExp(`^ {0,3}${mark}*[ \\t]*$`);
    this.#indent = new RegExp(`^ {0,${indent}}`);
    this.#target = target;
    target.replaceChildren();
  }

  /** Reads the line that opens a fence; undefined when it opens none. The text will be shown in `target`. */
  static openedBy(line: string, target: Element): OpenFence | undefined {
    const found = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})/.exec(line);
    return found?.[2] ? new OpenFence(found[1]?.length ?? 0, found[2], target) : undefined;
  }

  /** Takes what follows the opening line. Once the closing line has come, returns how much of it all belongs to the fence. */
  take(text: string): number | undefined {
    const lines = text.split('\n');
    const rest = lines.pop() ?? '';
    for (const end of lines) {
      const line = this.#line + end;
      this.#taken += line.length + 1;
      if (this.#closing.test(line)) return this.#taken;
      this.#show(`${line.replace(this.#indent, '').slice(this.#shownOfLine)}\n`);
      if (++this.#lines % linesPerElement === 0) this.#target.append(document.createElement('span'));
      this.#line = '';
      this.#shownOfLine = 0;
    }
    this.#line += rest;
    if (!this.#maybeClosing.test(this.#line)) {
      const line = this.#line.replace(this.#indent, '');
      this.#show(line.slice(this.#shownOfLine));
      this.#shownOfLine = line.length;
    }
    return undefined;
  }

  #show(text: string): void {
    const element = this.#target.lastElementChild ?? this.#target.appendChild(document.createElement('span'));
    const node = element.firstChild;
    if (node instanceof Text) node.appendData(text);
    else element.append(text);
  }
}
