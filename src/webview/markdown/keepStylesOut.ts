// Lets a library that writes styles everywhere work in a page that allows none: nothing it does meets the policy.

/** Markup whose style attributes are kept as data. */
export function renameStyles(markup: string): string {
  return markup.replaceAll(/(\s)style=(["'])/g, '$1data-style=$2');
}

/** What was kept out. */
export interface KeptOut {
  /** The text of every style sheet that was made. */
  readonly styles: () => string;
  readonly undo: () => void;
}

/** Until it is undone, style sheets are made as elements that mean nothing, style attributes set property by property, and markup is read without them. */
export function keepStylesOut(): KeptOut {
  const sheets: Element[] = [];
  const sheet = (): Element => {
    const made = makeElement('http://www.w3.org/2000/svg', 'desc');
    sheets.push(made);
    return made;
  };
  const steps = [
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
  return {
    styles: () => sheets.map(({ textContent }) => textContent).join('\n'),
    undo: () => { for (const step of steps) step(); },
  };
}

const makeElement = document.createElementNS.bind(document);

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
