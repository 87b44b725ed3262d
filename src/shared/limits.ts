// Bounds both sides keep.

/** The longest message that can be typed or pasted, in characters. */
export const longestMessage = 2_000_000;
