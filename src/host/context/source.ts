// What can go along with a question, and what it comes to when it is read.

import type { UserMessage } from '../../core/model/message.ts';

/** Where something comes from. Survives JSON, so that it can be kept with a draft. */
export type Source =
  | { readonly type: 'file' | 'folder'; readonly address: string }
  | { readonly type: 'editors' | 'problems' | 'changes' }
  /** A text as it was when it was attached. */
  | { readonly type: 'text'; readonly origin: 'selection' | 'paste'; readonly text: string; readonly language: string; readonly path: string; readonly heading: string }
  | { readonly type: 'image' | 'document'; readonly mediaType: string; readonly data: string };

export type ContentPart = UserMessage['parts'][number];

/** What a source comes to. */
export type Content =
  | { readonly ok: true; readonly part: ContentPart; readonly note?: string | undefined }
  | { readonly ok: false; readonly problem: string };

/** The longest text of one thing. */
export const longestText = 200_000;

export function unreadable(problem: string): Content {
  return { ok: false, problem };
}
