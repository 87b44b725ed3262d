// Diagrams: drawn when asked for, under the policy of the page; what cannot be read is said, and nothing in them runs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, snapshot } from './support/snapshots.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();
const diagram = (...lines: readonly string[]): string => `\`\`\`mermaid\n${lines.join('\n')}\n\`\`\`\n\n`;
const shows = (...diagrams: readonly string[]) => ({ snapshot: snapshot([answer(diagrams.join(''))]), width: 500 });

const kinds: Readonly<Record<string, string>> = {
  flowchart: diagram('flowchart LR', '  A[Start here] -->|yes| B{Is it?}', '  B --> C((Done))', '  style C fill:#f00'),
  sequence: diagram('sequenceDiagram', '  Alice->>Bob: Hello', '  Bob-->>Alice: Hi', '  Note over Bob: thinks'),
  classes: diagram('classDiagram', '  Animal <|-- Duck', '  Animal : +int age', '  Duck : +quack()'),
  states: diagram('stateDiagram-v2', '  [*] --> Still', '  Still --> Moving', '  Moving --> [*]'),
  entities: diagram('erDiagram', '  CUSTOMER ||--o{ ORDER : places'),
  gantt: diagram('gantt', '  title Plan', '  dateFormat YYYY-MM-DD', '  section One', '  Work :a1, 2026-01-01, 30d'),
  pie: diagram('pie title Pets', '  "Dogs" : 386', '  "Cats" : 85'),
};

for (const [kind, source] of Object.entries(kinds)) {
  test(`a diagram is drawn when asked for, under the policy of the page: ${kind}`, () => withPage(shows(source), async ({ host, foreign, errors }) => {
    const { page } = host;
    assert.equal(await page.evaluate(() => 'mermaid' in globalThis), false);
    await page.getByRole('button', { name: 'Draw diagram' }).click();
    await page.getByRole('img', { name: /^Diagram/ }).waitFor();
    const { width, height } = await page.locator('.diagram svg').evaluate((svg) => svg.getBoundingClientRect());
    const fills = await page.locator('.diagram :is(rect, path, circle, polygon)').evaluateAll((shapes) => shapes.map((shape) => getComputedStyle(shape).fill));
    // Its styles are there, and those the source asks for.
    if (kind === 'flowchart') assert.ok(fills.includes('rgb(255, 0, 0)'), String(fills));
    assert.ok(fills.some((fill) => fill !== 'rgb(0, 0, 0)' && fill !== 'none'));
    assert.ok(width > 50 && height > 20, `${width} x ${height}`);
    assert.equal(await page.locator('.diagram-bench').count(), 0);
    assert.deepEqual({ foreign, errors }, { foreign: [], errors: [] });
  }));
}

test('a diagram that cannot be read is said in a sentence, and its source stays', () => withPage(shows(diagram('flowchart LR', '  A --> ['), kinds['pie'] ?? ''), async ({ host, errors }) => {
  const { page } = host;
  await page.getByRole('button', { name: 'Draw diagram' }).first().click();
  await page.getByText(/^This diagram could not be drawn: /).waitFor();
  assert.match(await page.locator('.code-block pre').first().textContent() ?? '', /A --> \[/);
  await page.getByRole('button', { name: 'Draw diagram' }).nth(1).click();
  await page.getByRole('img', { name: /^Diagram/ }).waitFor();
  assert.deepEqual(errors, []);
}));

test('hostile diagrams run nothing and ask nothing of anyone', () => withPage(shows(
  diagram('flowchart LR', '  A["<img src=x onerror=window.ran=1>"] --> B["<script>window.ran=2</script>"]', '  click A "javascript:window.ran=3"', '  click B href "http://evil.example/1"'),
  diagram('%%{init: {"securityLevel": "loose", "htmlLabels": true, "themeCSS": "* { background: url(http://evil.example/2.png) }"}}%%', 'flowchart LR', '  A["<img src=http://evil.example/3.png onerror=window.ran=4>"] --> B', '  style B fill:url(http://evil.example/4.png)'),
  diagram('flowchart LR', '  A@{ img: "http://evil.example/5.png", label: "x", w: 60, h: 60 }', '  classDef c fill:#fff,background:url(http://evil.example/6.png)', '  class A c'),
  diagram('sequenceDiagram', '  participant A as <svg onload=window.ran=5>', '  A->>A: <iframe src="http://evil.example/7">', '  link A: x @ javascript:window.ran=6'),
), async ({ host, foreign }) => {
  const { page } = host;
  for (let left = 4; left > 0; left--) {
    await page.getByRole('button', { name: 'Draw diagram' }).first().click();
    await page.locator('.diagram, .diagram-failure').nth(4 - left).waitFor();
    // One that failed keeps its button; it is taken away so that the next is the first.
    await page.locator('.diagram-bar').nth(4 - left).locator('button').evaluateAll((buttons) => { for (const button of buttons) button.remove(); });
  }
  await host.drawn();
  assert.equal(await page.evaluate(() => (window as unknown as { ran?: number }).ran), undefined);
  assert.deepEqual(foreign, []);
  assert.equal(await page.locator('.diagram :is(script, img, image, iframe, a, foreignObject)').count(), 0);
}));
