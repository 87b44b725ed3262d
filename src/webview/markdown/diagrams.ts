// Draws a diagram out of the words in a code block, when somebody asks for it.
//
// The writer of diagrams is a large library that puts style sheets and style attributes wherever it works. The page
// allows neither, so while it works its style sheets are kept as plain elements and its style attributes are set
// property by property. What comes out is sanitised and shown inside a shadow root, with a style sheet of its own.

import purify from 'dompurify';
import { keepStylesOut, renameStyles } from './keepStylesOut.ts';
import { type DiagramWriter, load } from './lateScript.ts';

const longest = 50_000;
/** Smaller than this part of itself nobody can read a drawing. */
const smallest = 0.65;

const diagramPurify = purify(window);
diagramPurify.setConfig({
  USE_PROFILES: { svg: true, svgFilters: true },
  ADD_ATTR: ['data-style', 'marker-end', 'marker-start', 'dominant-baseline'],
  // `color: red` is no address.
  ADD_URI_SAFE_ATTR: ['data-style'],
  FORBID_TAGS: ['style', 'desc', 'image', 'a', 'foreignObject', 'animate', 'set', 'animateTransform', 'animateMotion', 'feImage'],
  FORBID_ATTR: ['style', 'href', 'xlink:href'],
  ALLOW_DATA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
});

/** Draws into an element. Fails with the writer's own words where it cannot read the source. */
export async function drawDiagram(source: string, target: HTMLElement): Promise<void> {
  if (source.length > longest) throw new Error('The diagram is too long.');
  const writer = await load('mermaid');
  const { svg, styles } = await inTurn(() => write(source, writer));
  const fragment = diagramPurify.sanitize(renameStyles(svg), { RETURN_DOM_FRAGMENT: true });
  const drawing = fragment.querySelector('svg');
  if (!drawing) throw new Error('Nothing was drawn.');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(withoutAddresses(styles));
  for (const styled of drawing.querySelectorAll<SVGElement>('[data-style]')) takeStyle(styled);
  takeStyle(drawing);
  // In a narrow page it scrolls before it is too small to be read.
  drawing.style.minWidth = `${Math.min(drawing.viewBox.baseVal.width * smallest, 480)}px`;
  const root = target.shadowRoot ?? target.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  root.replaceChildren(drawing);
}

function takeStyle(element: SVGElement): void {
  element.style.cssText = withoutAddresses(element.dataset['style'] ?? '');
  delete element.dataset['style'];
}

/** Styles may name parts of the drawing, and nothing else. */
function withoutAddresses(css: string): string {
  return css.replaceAll(/(?:url|image-set|src|element)\s*\((?!\s*["']?#)[^)]*\)?|@import[^;]*;?/gi, 'none').replaceAll('\\', '');
}

let last: Promise<unknown> = Promise.resolve();
let drawn = 0;

/** One at a time: the writer keeps what it works on in one place. */
function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const turn = last.then(task, task);
  last = turn;
  return turn;
}

async function write(source: string, writer: DiagramWriter): Promise<{ readonly svg: string; readonly styles: string }> {
  const colour = (name: string, otherwise: string): string => getComputedStyle(document.body).getPropertyValue(name).trim() || otherwise;
  const dark = document.body.matches('.vscode-dark, .vscode-high-contrast:not(.vscode-high-contrast-light)');
  const foreground = colour('--vscode-editor-foreground', dark ? '#cccccc' : '#333333');
  const background = colour('--vscode-editor-background', dark ? '#1e1e1e' : '#ffffff');
  writer.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    class: { htmlLabels: false },
    maxTextSize: longest,
    maxEdges: 500,
    fontFamily: getComputedStyle(document.body).fontFamily,
    theme: dark ? 'dark' : 'default',
    themeVariables: {
      fontSize: '14px', background, mainBkg: background, nodeBorder: foreground, lineColor: foreground, textColor: foreground, actorBkg: background, actorBorder: foreground, actorTextColor: foreground, signalColor: foreground, signalTextColor: foreground,
      ...Object.fromEntries(['blue', 'green', 'orange', 'purple', 'red', 'yellow'].map((name, index) => [`pie${index + 1}`, colour(`--vscode-charts-${name}`, background)])),
    },
  });
  const bench = document.body.appendChild(document.createElement('div'));
  bench.className = 'diagram-bench';
  bench.setAttribute('aria-hidden', 'true');
  const kept = keepStylesOut();
  try {
    const { svg } = await writer.render(`diagram-${++drawn}`, source, bench);
    return { svg, styles: kept.styles() };
  } finally {
    kept.undo();
    bench.remove();
  }
}
