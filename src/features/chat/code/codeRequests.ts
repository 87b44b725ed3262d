// What can be done with the code of an answer, as the page asks for it.

import type { VirtualDocuments } from '../../../host/virtualDocuments.ts';
import type { CodeRequests } from './codeWork.ts';

export function createCodeRequests(documents: VirtualDocuments): CodeRequests {
  let loaded: Promise<CodeRequests> | undefined;
  const load = (): Promise<CodeRequests> => (loaded ??= import('./codeWork.ts').then(({ createCodeWork }) => createCodeWork(documents)));
  return {
    saveCode: async (piece) => (await load()).saveCode(piece),
    runCode: async (piece) => (await load()).runCode(piece),
    diffCode: async (piece) => (await load()).diffCode(piece),
  };
}
