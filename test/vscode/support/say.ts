// One plain line for whoever watches the tests run.

/** Prints one line on the error stream, so that it never mixes with results on the output stream. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
