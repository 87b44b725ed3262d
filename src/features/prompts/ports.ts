// What the commands about prompts need from the rest of the house.

import type { Shown } from '../../core/conversation/shown.ts';
import type { PromptDoor } from '../../host/prompts/promptDoor.ts';
import type { VirtualDocuments } from '../../host/virtualDocuments.ts';

export interface PromptsPorts {
  readonly prompts: Pick<PromptDoor, 'open'>;
  readonly shown: Shown;
  readonly documents: VirtualDocuments;
}
