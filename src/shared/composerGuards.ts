// Checks what the page asks of the composer.

import * as z from 'zod/mini';
import type { ComposerRequests } from './composerProtocol.ts';
import { longestData, mostAddresses } from './limits.ts';

const id = z.string().check(z.maxLength(200));
const address = z.string().check(z.maxLength(4_000));
const data = z.string().check(z.maxLength(longestData));

export const composerParameters = {
  suggest: z.strictObject({ kind: z.enum(['context', 'command']), query: z.string().check(z.maxLength(500)) }),
  attach: z.strictObject({ id: address }),
  attachAddresses: z.strictObject({ addresses: z.array(address).check(z.maxLength(mostAddresses)) }),
  attachData: z.strictObject({ kind: z.enum(['file', 'text']), name: z.string().check(z.maxLength(1_000)), data }),
  replaceImage: z.strictObject({ id, data }),
  detach: z.strictObject({ id }),
  showChip: z.strictObject({ id }),
  pressQueued: z.strictObject({ id, action: z.enum(['edit', 'remove', 'send']) }),
  pressNote: z.strictObject({ note: id, button: id }),
  pastMessages: z.strictObject({}),
  chooseMode: z.strictObject({}),
  chooseEffort: z.strictObject({}),
} satisfies { [N in keyof ComposerRequests]: z.ZodMiniType<ComposerRequests[N]['parameters']> };
