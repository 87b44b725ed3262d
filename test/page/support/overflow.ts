// What does not fit on a page.

import type { Page } from 'playwright-core';

/** Elements whose content runs over their side, besides those that scroll or end in dots. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('html, body, body *')]
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1 && !element.closest('.code-block pre, .table-scroller, .unseen'))
      .filter((element) => getComputedStyle(element).textOverflow !== 'ellipsis')
      .map((element) => element.className || element.tagName));
}
