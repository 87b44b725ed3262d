// Draws formulas as MathML, which screen readers know and which needs neither fonts nor inline styles of its own.

import purify from 'dompurify';
import { words } from '../words.ts';
import { load, loaded, type MathWriter } from './lateScript.ts';

const longest = 4_000;
const limits = { throwOnError: true, trust: false, maxSize: [20, 20], maxExpand: 300 } as const;

/** Apart from the one for text: these elements are known to nothing else. */
const mathPurify = purify(window);
mathPurify.setConfig({
  USE_PROFILES: { mathMl: true },
  ADD_TAGS: ['semantics'],
  ADD_ATTR: ['data-style', 'movablelimits', 'stretchy', 'fence', 'form', 'display', 'displaystyle', 'symmetric', 'minsize', 'maxsize', 'columnspan', 'rowspan'],
  // `color: red` is no address.
  ADD_URI_SAFE_ATTR: ['data-style'],
  FORBID_ATTR: ['style', 'href', 'src'],
  FORBID_TAGS: ['style', 'annotation-xml', 'annotation'],
  ALLOW_DATA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
});

/** The page allows no style attributes: these few properties are set one by one, and only to plain values. */
const styles = /^(?:padding|padding-(?:left|right|top|bottom)|width|min-width|color|background-color|text-align|border(?:-(?:left|right|top|bottom))?(?:-(?:style|width|color))?|math-(?:depth|style|shift)|font-(?:style|weight|size)|vertical-align|line-height|margin-(?:left|right))$/;
const plainValue = /^[-\w.#% ]{1,60}$/;

/** Draws the formulas in elements: at once when the writer is here, else when it has come. Until then they are TeX. */
export function drawMath(formulas: Iterable<HTMLElement>): void {
  const all = [...formulas];
  if (all.length === 0) return;
  const writer = loaded('temml');
  if (writer) for (const formula of all) drawFormula(formula, writer);
  else void drawLater(all);
}

async function drawLater(formulas: readonly HTMLElement[]): Promise<void> {
  try {
    const writer = await load('temml');
    for (const formula of formulas) drawFormula(formula, writer);
  } catch {
    // They stay as they were written.
  }
}

const known = new Map<string, DocumentFragment | undefined>();
const knowsAtMost = 500;

function drawFormula(element: HTMLElement, writer: MathWriter): void {
  const source = element.textContent;
  const display = element.dataset['math'] === 'display';
  const key = `${display ? 'd' : 'i'}${source}`;
  if (!known.has(key)) {
    if (known.size >= knowsAtMost) known.clear();
    known.set(key, write(source, display, writer));
  }
  const math = known.get(key);
  if (math) {
    element.replaceChildren(math.cloneNode(true));
    element.classList.add('drawn');
  } else element.title = words.formulaNotDrawn;
}

/** Undefined where it is no TeX that can be read. */
function write(source: string, displayMode: boolean, writer: MathWriter): DocumentFragment | undefined {
  if (source.length > longest) return undefined;
  try {
    const fragment = mathPurify.sanitize(writer.renderToString(source, { ...limits, displayMode }).replaceAll(' style="', ' data-style="'), { RETURN_DOM_FRAGMENT: true });
    for (const styled of fragment.querySelectorAll<HTMLElement>('[data-style]')) applyStyle(styled);
    return fragment.querySelector('math') ? fragment : undefined;
  } catch {
    return undefined;
  }
}

function applyStyle(element: HTMLElement): void {
  for (const declaration of (element.dataset['style'] ?? '').split(';')) {
    const [name = '', value = ''] = declaration.split(':').map((part) => part.trim());
    if (styles.test(name) && plainValue.test(value)) element.style.setProperty(name, value);
  }
  delete element.dataset['style'];
}
