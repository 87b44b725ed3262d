// Every vendor, one line each. Ids, settings, key prompts, pickers and contract tests follow from this list.

import { demo } from './demo.ts';
import { openai } from './openai.ts';
import { openaiCompatible } from './openaiCompatible.ts';
import type { Provider } from './provider.ts';

export const registry: readonly Provider[] = [
  openai,
  openaiCompatible,
  demo,
];
