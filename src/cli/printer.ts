// Shows the stream: text for people, one event per line for programs.

import { isNaturalEnd, shownText, type StreamEvent } from '../core/model/streamEvent.ts';

export interface Output {
  write(text: string): unknown;
}

/** Takes every event of a stream. */
export type Printer = (event: StreamEvent) => void;

/** One JSON object per line. */
export function jsonPrinter(out: Output): Printer {
  return (event) => void out.write(`${JSON.stringify(event)}\n`);
}

/** The answer on `out`; notices, which are not part of it, on `aside`. */
export function textPrinter(out: Output, aside: Output): Printer {
  let endsLine = true;
  const write = (text: string): void => {
    out.write(text);
    endsLine = text.endsWith('\n');
  };
  return (event) => {
    switch (event.type) {
      case 'text-delta':
        write(shownText(event));
        break;
      case 'tool-call-end':
        write(`${endsLine ? '' : '\n'}${event.name}(${JSON.stringify(event.arguments)})\n`);
        break;
      case 'notice':
        aside.write(`${event.message}\n`);
        break;
      case 'finish':
        if (!endsLine) write('\n');
        break;
      case 'message-start':
      case 'thinking-delta':
      case 'tool-call-start':
      case 'tool-call-delta':
      case 'usage':
        break;
    }
  };
}

/** One line that says what went wrong, the kind in brackets. */
export function problemLine(event: StreamEvent): string | undefined {
  if (event.type !== 'finish' || isNaturalEnd(event.reason.unified)) return undefined;
  const kind = event.error?.kind ?? event.reason.unified;
  return `[${kind}] ${event.error?.message ?? `The answer ended with ${event.reason.raw ?? event.reason.unified}.`}`.replaceAll(/\s+/g, ' ');
}
