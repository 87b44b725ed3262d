// As they are written: the first one, unless it fails.

import type { Strategy } from '../strategy.ts';

export const ordered: Strategy = (candidates) => candidates;
