// Sentences in the language of the person who reads them. Without an editor they stay as they are written.

type Value = string | number;
type Translate = (sentence: string, ...values: Value[]) => string;

/** `{0}` is the first value, `{1}` the second. */
export function fillIn(sentence: string, ...values: readonly Value[]): string {
  return sentence.replaceAll(/\{(\d+)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}

let translate: Translate = fillIn;

/** Says where translations come from; called once, before anything is shown. */
export function translateWith(given: Translate): void {
  translate = given;
}

/** The sentence in the person's language. It is written in full, so that translators find it: never put together. */
export function localize(sentence: string, ...values: Value[]): string {
  return translate(sentence, ...values);
}
