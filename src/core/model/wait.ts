// What a call waits for, for people to see and to cut short.

/** Something that passes by itself. */
export interface Wait {
  readonly reason: 'retry' | 'limit';
  /** Why, in a sentence without figures that run. */
  readonly message: string;
  /** When it goes on by itself, in the clock's time. Undefined: when others are done. */
  readonly until: number | undefined;
  /** Which attempt comes next, of how many at most. */
  readonly attempt?: number;
  readonly of?: number;
  /** Goes on at once. */
  readonly retryNow: () => void;
}
