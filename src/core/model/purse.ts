// What a call may spend: money that was put aside for it, and that its attempts take from.

import type { Money } from './money.ts';

/** All in USD. */
export interface Purse {
  /** Asks for so much to be there, and says how much is: less where a budget has no more. */
  readonly ensure: (amount: number) => Promise<number>;
  /** An attempt took this; what it was at most counts where the cost is not known. */
  readonly took: (cost: Money, atMost: number) => void;
  /** The budget that holds it back, in words. */
  readonly words: () => string;
}
