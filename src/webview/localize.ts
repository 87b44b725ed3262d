// Sentences of the page in the language of the person who reads them. The host lays the translations beside the page.

type Value = string | number;

const translations = read();

/** `{0}` is the first value. The sentence is written in full, so that translators find it: never put together. */
export function localize(sentence: string, ...values: readonly Value[]): string {
  const found = Object.hasOwn(translations, sentence) ? translations[sentence] : undefined;
  return (found ?? sentence).replaceAll(/\{(\d+)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}

/** A table with every text in it translated. What takes values does so itself, by `localize`. */
export function translated<T>(table: T): T {
  if (typeof table === 'string') return localize(table) as T;
  if (Array.isArray(table)) return table.map(translated) as T;
  if (typeof table !== 'object' || table === null) return table;
  return Object.fromEntries(Object.entries(table).map(([name, value]: [string, unknown]) => [name, translated(value)])) as T;
}

/** Nothing, where the words are good as they are. */
function read(): Readonly<Record<string, string>> {
  const laid = typeof document === 'undefined' ? undefined : document.querySelector('#translations')?.textContent;
  try {
    return laid ? (JSON.parse(laid) as Record<string, string>) : {};
  } catch {
    return {};
  }
}
