// Reads CSV as it comes, row by row: RFC 4180, and what spreadsheets make of it (a BOM, semicolons or tabs, bare line feeds).

import { ImportFailed } from './importFailed.ts';

const mostCells = 1_000;
const longestCell = 100_000;

/** A file is hostile until read: rows and cells have bounds, and a quote that is never closed is told. */
export async function* readCsv(pieces: AsyncIterable<string> | Iterable<string>): AsyncIterable<readonly string[]> {
  const reader = new CsvReader();
  for await (const piece of pieces) yield* reader.read(piece);
  yield* reader.end();
}

class CsvReader {
  #separator: string | undefined;
  #held = '';
  #cells: string[] = [];
  #cell = '';
  /** `quoted` is inside of quotes, `closing` after a quote that may have been the last. */
  #state: 'plain' | 'quoted' | 'closing' = 'plain';

  /** The separator is the commonest candidate of the first line; until that is whole, everything is held. */
  *read(piece: string): Iterable<readonly string[]> {
    if (this.#separator === undefined) this.#held += piece;
    if (this.#separator !== undefined) yield* this.#scan(piece, this.#separator);
    else if (/[\r\n]/.test(this.#held)) yield* this.#begin();
    else if (this.#held.length > longestCell) throw new ImportFailed('This is not CSV: its first line does not end.');
  }

  *end(): Iterable<readonly string[]> {
    if (this.#separator === undefined) yield* this.#begin();
    if (this.#state === 'quoted') throw new ImportFailed('The file ends inside of quotes: it is not whole. Export it once more.');
    if (this.#cell !== '' || this.#cells.length > 0) yield this.#endRow();
  }

  *#begin(): Iterable<readonly string[]> {
    const text = this.#held.replace(/^\uFEFF/, '');
    const [first = ''] = text.split(/[\r\n]/, 1);
    const bare = first.replaceAll(/"[^"]*"/g, '');
    const counts = [',', ';', '\t'].map((separator) => ({ separator, count: bare.split(separator).length }));
    this.#separator = counts.reduce((best, next) => (next.count > best.count ? next : best)).separator;
    this.#held = '';
    yield* this.#scan(text, this.#separator);
  }

  *#scan(text: string, separator: string): Iterable<readonly string[]> {
    let from = 0;
    for (let index = 0; index < text.length; index += 1) {
      const character = text[index];
      if (this.#state === 'quoted') {
        if (character !== '"') continue;
        this.#add(text, from, index);
        this.#state = 'closing';
        from = index + 1;
        continue;
      }
      if (character === '"' && this.#state === 'closing') {
        this.#cell += '"';
        this.#state = 'quoted';
        from = index + 1;
      } else if (character === '"' && this.#cell === '' && from === index) {
        this.#state = 'quoted';
        from = index + 1;
      } else if (character === separator || character === '\n' || character === '\r') {
        this.#add(text, from, index);
        from = index + 1;
        if (character === separator) this.#endCell();
        else yield* this.#endLine();
        continue;
      } else this.#state = 'plain';
    }
    this.#add(text, from, text.length);
  }

  /** Lines with nothing in them are no rows, such as that between a carriage return and its line feed. */
  *#endLine(): Iterable<readonly string[]> {
    if (this.#cell !== '' || this.#cells.length > 0) yield this.#endRow();
  }

  #add(text: string, from: number, to: number): void {
    if (from < to) this.#cell += text.slice(from, to);
    if (this.#cell.length > longestCell) throw new ImportFailed(`A cell of the file is longer than ${longestCell} characters: this is no usage export.`);
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#state = 'plain';
    if (this.#cells.length > mostCells) throw new ImportFailed(`A row of the file has more than ${mostCells} cells: this is no usage export.`);
  }

  #endRow(): readonly string[] {
    this.#endCell();
    const cells = this.#cells;
    this.#cells = [];
    return cells;
  }
}
