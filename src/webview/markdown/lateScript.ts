// Scripts that few answers need: each is loaded when it is first wanted, beside the page's own, and stays.

/** Turns TeX into MathML, as text. */
export interface MathWriter {
  readonly renderToString: (expression: string, options: { readonly displayMode: boolean; readonly throwOnError: boolean; readonly trust: boolean; readonly maxSize: readonly [number, number]; readonly maxExpand: number }) => string;
}

/** Turns the words of a diagram into SVG, as text. */
export interface DiagramWriter {
  readonly initialize: (configuration: object) => void;
  readonly render: (id: string, source: string, container: Element) => Promise<{ readonly svg: string }>;
}

/** Where each script leaves what it has. */
interface LateParts {
  readonly temml: MathWriter;
  readonly mermaid: DiagramWriter;
}

/** What a name stands for once its script has run. */
export type LatePart<N extends keyof LateParts> = LateParts[N];

// Only while the page's own script runs is it known which one that is.
const own = document.currentScript instanceof HTMLScriptElement ? { src: document.currentScript.src, nonce: document.currentScript.nonce } : undefined;
const loading = new Map<string, Promise<void>>();

/** What a script left behind, if it has run already. */
export function loaded<N extends keyof LateParts>(name: N): LateParts[N] | undefined {
  return (globalThis as Partial<LateParts>)[name];
}

/** Loads a script once. Fails where it cannot be had; then it is tried anew with the next call. */
export async function load<N extends keyof LateParts>(name: N): Promise<LateParts[N]> {
  const promise = loading.get(name) ?? addScript(name);
  loading.set(name, promise);
  try {
    await promise;
  } catch (failure) {
    loading.delete(name);
    throw failure;
  }
  const part = loaded(name);
  if (!part) throw new Error(`The script "${name}" left nothing behind.`);
  return part;
}

function addScript(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!own) throw new Error('The page does not know its own script.');
    const script = document.createElement('script');
    script.nonce = own.nonce;
    script.src = new URL(`${name}.js`, own.src).href;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`The script "${name}" could not be loaded.`)));
    document.head.append(script);
  });
}
