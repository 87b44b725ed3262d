// Makes a question of a message and what goes along with it.

import { localize } from '../../../core/base/localize.ts';
import type { UserMessage } from '../../../core/model/message.ts';
import type { Question } from '../../../core/conversation/session.ts';
import type { Content } from '../../../host/context/source.ts';
import { RequestFailed } from '../../../shared/requestFailed.ts';
import { isTooLarge } from './chipViews.ts';
import type { Chip } from './prepared.ts';

/** Providers bound the whole request, some at 20 MB as it travels. */
const largestTogether = 14_000_000;

/** A chip and what it holds. */
export interface ReadChip {
  readonly chip: Chip;
  readonly content: Content;
}

/** The parts of a message: what goes along first, then the words. What cannot be read is left out. */
export function partsOf(text: string, read: readonly ReadChip[]): UserMessage['parts'] {
  const along = read.flatMap(({ content }) => (content.ok ? [content.part] : []));
  return text.trim() === '' && along.length > 0 ? along : [...along, { type: 'text', text }];
}

/** A question with what goes along. Throws a sentence where something cannot, so that nothing is silently missing. */
export function questionOf(question: Question, read: readonly ReadChip[], takesImages: boolean | undefined, model: string): Question {
  for (const { chip, content } of read) {
    if (!content.ok) throw notSent(localize('{0} Remove it, or try again.', content.problem));
    if (isTooLarge(content)) throw notSent(localize('{0} is too large to be sent. Remove it, or attach a smaller one.', chip.label));
    if (content.part.type === 'image' && takesImages === false) throw notSent(localize('{0} does not take images. Switch to a model that does, or send the message without.', model));
  }
  const bytes = read.reduce((sum, { content }) => sum + (content.ok && content.part.type !== 'text' ? content.part.data.length * 0.75 : 0), 0);
  if (bytes > largestTogether) throw notSent(localize('Images and files have {0} MB together; {1} MB is the most that providers take at once. Remove some.', Math.ceil(bytes / 1_000_000), largestTogether / 1_000_000));
  if (read.length === 0) return question;
  const parts = question.parts ? [...partsOf('', read), ...question.parts] : partsOf(question.text, read);
  return { ...question, parts, attachments: [...read.map(({ chip }) => ({ label: chip.label, detail: chip.detail })), ...(question.attachments ?? [])] };
}

function notSent(sentence: string): RequestFailed {
  return new RequestFailed({ code: 'failed', sentence });
}
