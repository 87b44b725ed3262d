// Lets a library that writes styles everywhere work in a page that allows none: nothing it does meets the policy.

/** An element that means nothing, in the place of a style sheet. */
export const sheetName = 'parley-sheet';

/** Markup whose style attributes are kept as data. */
export function renameStyles(markup: string): string {
  return markup.replaceAll(/(\s)style=(["'])/g, '$1data-style=$2');
}

/** Until it is undone, style sheets are made as plain elements, style attributes set property by property, and markup is read without them. */
export function keepStylesOut(): () => void {
  const undo = [
    replace(document, 'createElement', (original) => function create(this: Document, ...values) {
      return isStyle(values[0]) ? sheet() : original.apply(this, values);
    }),
    replace(document, 'createElementNS', (original) => function create(this: Document, ...values) {
      return isStyle(values[1]) ? sheet() : original.apply(this, values);
    }),
    replace(Element.prototype, 'setAttribute', (original) => function set(this: Element, ...values) {
      const [name, value] = values;
      if (name !== 'style' || !(this instanceof SVGElement || this instanceof HTMLElement)) return original.apply(this, values);
      this.style.cssText = String(value);
      return undefined;
    }),
    replace(DOMParser.prototype, 'parseFromString', (original) => function parse(this: DOMParser, ...values) {
      return original.call(this, renameStyles(String(values[0])), ...values.slice(1));
    }),
  ];
  return () => { for (const step of undo) step(); };
}

const makeElement = document.createElementNS.bind(document);

function sheet(): Element {
  return makeElement('http://www.w3.org/2000/svg', sheetName);
}

function isStyle(name: unknown): boolean {
  return String(name).toLowerCase() === 'style';
}

type Method = (this: never, ...values: unknown[]) => unknown;

function replace<T extends object>(owner: T, name: keyof T & string, change: (original: (this: unknown, ...values: unknown[]) => unknown) => Method): () => void {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  const changed = change(Reflect.get(owner, name) as Parameters<typeof change>[0]);
  Object.defineProperty(owner, name, { value: changed, configurable: true, writable: true });
  return () => {
    if (own) Object.defineProperty(owner, name, own);
    else Reflect.deleteProperty(owner, name);
  };
}
