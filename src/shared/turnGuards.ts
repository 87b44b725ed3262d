// Checks what the page asks about turns.

import * as z from 'zod/mini';
import { longestMessage } from './limits.ts';
import type { TurnRequests } from './turnProtocol.ts';

const turn = z.string().check(z.maxLength(200));
const ofTurn = z.strictObject({ turn });
const text = z.string().check(z.maxLength(longestMessage));

/** What each request has to carry. */
export const turnParameters = {
  regenerate: z.strictObject({ turn, choose: z.boolean() }),
  editTurn: z.strictObject({ turn, text }),
  keepEdit: z.strictObject({ turn, text: z.nullable(text) }),
  showBranch: z.strictObject({ turn, steps: z.int().check(z.minimum(-1_000), z.maximum(1_000)) }),
  compare: ofTurn,
  goOnWith: ofTurn,
  stopTurn: ofTurn,
  deleteTurn: ofTurn,
  undoDelete: ofTurn,
  rate: z.strictObject({ turn, value: z.nullable(z.enum(['up', 'down'])) }),
  noteRating: ofTurn,
} satisfies { [N in keyof TurnRequests]: z.ZodMiniType<TurnRequests[N]['parameters']> };
