// Bounds both sides keep.

/** The longest message that can be typed or pasted, in characters. */
export const longestMessage = 2_000_000;

/** The largest file that can be dropped or pasted, in bytes. */
export const largestFile = 10_000_000;

/** The same as base64. */
export const longestData = Math.ceil(largestFile / 3) * 4;

/** The largest image that every vendor takes, in bytes and in pixels on a side; larger ones are made smaller by the page. */
export const largestImage = 3_700_000;
export const longestSide = 8_000;
/** What they are made to fit into. */
export const fittingSide = 2_048;

/** How many files can be dropped at once. */
export const mostAddresses = 50;

/** Longer pasted text becomes a chip. */
export const longestInline = { characters: 4_000, lines: 60 };
