// Remembers the end of a stream, to find an error that was written into it as bare JSON, without `data:` before it.

import type { Json } from '../../model/message.ts';
import { parseJson } from '../wire/json.ts';
import { holdsError } from './classify.ts';

const enough = 16_384;

/** Costs next to nothing while all goes well: it keeps references to the last pieces, and reads them when asked. */
export class BareErrorWatch {
  readonly #pieces: string[] = [];
  #length = 0;

  see(text: string): void {
    this.#pieces.push(text);
    this.#length += text.length;
    while (this.#pieces.length > 1 && this.#length - (this.#pieces[0]?.length ?? 0) >= enough) this.#length -= this.#pieces.shift()?.length ?? 0;
  }

  /** The error the stream ended with, if it did. */
  find(): Json | undefined {
    const bare = /(?:^|[\r\n])\s*(\[?\s*\{[^]*\}\s*\]?)\s*$/.exec(this.#pieces.join(''))?.[1];
    const body = bare === undefined ? undefined : parseJson(bare);
    return holdsError(body) ? body : undefined;
  }
}
