// What was typed and not sent. What was sent and came to nothing comes back.

export class Draft {
  text = '';
  #sent: string | undefined;
  #restored: string | undefined;

  /** The page sent this; it is out of the composer now. */
  sent(text: string): void {
    this.text = '';
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

  /** The same question is asked again: what was put back for it is not needed, unless it was changed since. */
  takeBack(): void {
    if (this.text === this.#restored) this.text = '';
    this.#restored = undefined;
  }
}
