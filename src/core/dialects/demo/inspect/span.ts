// A stretch of text that is not code.

/** Where a string or a comment stands, by offsets. */
export interface Span {
  readonly kind: 'comment' | 'string';
  readonly start: number;
  readonly end: number;
}
