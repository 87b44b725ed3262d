// How well things can be told from the ground they stand on, as the page paints them.

import type { Page } from 'playwright-core';

export interface ContrastQuestion {
  /** Which elements. */
  readonly of: string;
  /** Which colour of theirs. Default: that of their text. */
  readonly paint?: 'color' | 'fill';
  /** Whose ground counts, as the nearest of these around them. Default: their own. */
  readonly on?: string;
}

export interface Contrast {
  /** The element's class, or its tag. */
  readonly name: string;
  readonly ratio: number;
  /** For screen readers only, or not shown at all. */
  readonly unseen: boolean;
}

export function contrasts(page: Page, question: ContrastQuestion): Promise<Contrast[]> {
  return page.evaluate(({ of, paint = 'color', on }) => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const painted = (...colors: string[]): number[] => {
      if (!canvas) return [];
      for (const color of colors) {
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
      }
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = ([red = 0, green = 0, blue = 0]: number[]): number => {
      const [r = 0, g = 0, b = 0] = [red, green, blue].map((channel) => (channel / 255 <= 0.040_45 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const grounds = (element: Element | null): string[] => (element ? [...grounds(element.parentElement), getComputedStyle(element).backgroundColor] : []);
    return [...document.querySelectorAll(of)].map((element) => {
      const style = getComputedStyle(element);
      const ground = grounds(on === undefined ? element : element.closest(on));
      const [light = 0, dark = 0] = [luminance(painted(...ground, style[paint])), luminance(painted(...ground))].toSorted((a, b) => b - a);
      return {
        name: element.getAttribute('class') || element.tagName,
        ratio: (light + 0.05) / (dark + 0.05),
        unseen: element.closest('.unseen') !== null || style.visibility === 'hidden',
      };
    });
  }, question);
}

/** Those below `least`, each named once. */
export function paler(found: readonly Contrast[], least: number): string[] {
  return [...new Set(found.filter(({ ratio }) => ratio < least).map(({ name, ratio }) => `${name} ${ratio.toFixed(2)}`))];
}
