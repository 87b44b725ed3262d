// The first text costs most: patterns are built and code is compiled. That is done while the page has nothing else to do.

import { drawBlock } from './draw.ts';
import { highlight } from './highlight.ts';
import { parseBlocks } from './blocks.ts';

const sample = 'A **word** at https://example.org with `code`.\n\n- [ ] item\n\n| a | b |\n|---|---|\n| 1 | 2 |\n';

/** Does once, in idle moments, what every answer does. */
export function warmUp(): void {
  let blocks: ReturnType<typeof parseBlocks>['blocks'] = [];
  const steps = [
    () => void parseBlocks('', {}, true),
    () => { ({ blocks } = parseBlocks(sample, {}, true)); },
    () => { for (const { html } of blocks) drawBlock(html); },
    () => void highlight('const a = 1;', 'ts'),
    () => void highlight('a = 1', 'python'),
  ];
  const next = (): void => {
    steps.shift()?.();
    if (steps.length > 0) requestIdleCallback(next);
  };
  requestIdleCallback(next);
}
