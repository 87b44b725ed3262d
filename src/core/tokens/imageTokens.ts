// What an image costs in tokens, by the rules each vendor published or was measured to follow.

import type { Family } from './families.ts';
import type { ImageSize } from './imageSize.ts';

/** For an image whose size cannot be read. */
const unknownSize: ImageSize = { width: 1_024, height: 1_024 };

/** Squares of 512 after scaling into 2,048 and down to 768 on the short side. */
interface Tiles {
  readonly base: number;
  readonly each: number;
}

/** Squares of 32, so many at most, each so many tokens. */
interface Patches {
  readonly most: number;
  readonly each: number;
}

/** First match counts; the last is for what comes after. */
const openai: readonly (readonly [pattern: RegExp, rule: Tiles | Patches])[] = [
  [/^gpt-4o-mini/, { base: 2_833, each: 5_667 }],
  [/^gpt-4\.1-mini/, { most: 1_536, each: 1.62 }],
  [/^gpt-4\.1-nano/, { most: 1_536, each: 2.46 }],
  [/^(?:chat)?gpt-4/, { base: 85, each: 170 }],
  [/^o4-mini/, { most: 1_536, each: 1.72 }],
  [/^o\d/, { base: 75, each: 150 }],
  [/^gpt-5(?:\.1)?-nano/, { most: 1_536, each: 1.5 }],
  [/^gpt-5(?:\.1)?-mini/, { most: 1_536, each: 1.2 }],
  [/^gpt-5(?:\.1)?(?:-|$)/, { base: 70, each: 140 }],
  [/^/, { most: 1_536, each: 1.2 }],
];

/** Tokens of one image of this size for this model. Never exact: vendors change their minds about it. */
export function imageTokens({ vendor, name }: Family, size: ImageSize | undefined): number {
  const { width, height } = size ?? unknownSize;
  switch (vendor) {
    case 'openai': {
      const rule = openai.find(([pattern]) => pattern.test(name))?.[1] ?? { base: 85, each: 170 };
      return 'base' in rule ? rule.base + rule.each * tiles(width, height) : Math.ceil(rule.each * patches(width, height, rule.most));
    }
    case 'anthropic':
      return claude(width, height);
    case 'gemini':
      return /gemini-(?:[3-9]|\d\d)/.test(name) ? 1_120 : 258 * crops(width, height);
    case 'other':
      return 800;
  }
}

function tiles(width: number, height: number): number {
  const fit = Math.min(1, 2_048 / Math.max(width, height));
  const shorter = Math.min(1, 768 / (Math.min(width, height) * fit));
  const count = (side: number): number => Math.ceil(Math.round(side * fit * shorter) / 512) || 1;
  return count(width) * count(height);
}

function patches(width: number, height: number, most: number): number {
  return Math.min(most, Math.ceil(width / 32) * Math.ceil(height / 32));
}

/** A token for 750 pixels, after scaling to at most 1,568 on the long side; no image is above some 1,600. */
function claude(width: number, height: number): number {
  const fit = Math.min(1, 1_568 / Math.max(width, height));
  return Math.min(1_600, Math.ceil((width * fit * height * fit) / 750));
}

/** Small images are one; larger ones are cut into squares of two thirds of the short side. */
function crops(width: number, height: number): number {
  if (width <= 384 && height <= 384) return 1;
  const unit = Math.min(768, Math.max(256, Math.floor(Math.min(width, height) / 1.5)));
  return Math.ceil(width / unit) * Math.ceil(height / unit);
}
