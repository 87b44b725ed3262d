// What was typed and not sent. What was sent and came to nothing comes back.

export class Draft {
  readonly #onDidChange: (text: string) => void;
  #text = '';
  #sent: string | undefined;
  #restored: string | undefined;

  constructor(onDidChange: (text: string) => void = () => undefined) {
    this.#onDidChange = onDidChange;
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    this.#onDidChange(text);
  }

  /** Another conversation is shown, with what was typed there. */
  begin(text: string): void {
    this.#sent = undefined;
    this.#restored = undefined;
    this.#text = text;
  }

  /** This went out; the composer is another message's since. */
  sent(text: string): void {
    this.#sent = text;
  }

  /** An answer ended. Returns what to put back into the composer, when it came to nothing and nothing else is being typed. */
  answerEnded(cameToNothing: boolean): string | undefined {
    const sent = this.#sent;
    this.#sent = undefined;
    if (!cameToNothing || sent === undefined || this.text !== '') return undefined;
    this.#restored = sent;
    this.text = sent;
    return sent;
  }

  /** The same question is asked again. Returns what was put back for it, when it is still there unchanged. */
  takeBack(): string | undefined {
    const restored = this.#restored;
    this.#restored = undefined;
    if (restored === undefined || this.text !== restored) return undefined;
    this.text = '';
    return restored;
  }
}
