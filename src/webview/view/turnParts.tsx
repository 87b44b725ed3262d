// What goes along with a turn's words: files, and what is to be noticed.

import type { TurnModel } from '../state/turnModel.ts';
import { words } from '../words.ts';
import { Icon } from './icon.tsx';

export function Attachments({ turn }: { readonly turn: TurnModel }) {
  if (turn.attachments.length === 0) return null;
  return (
    <ul class="attachments" aria-label={words.attachments}>
      {turn.attachments.map((attachment) => (
        <li class="chip" title={attachment.detail}>
          <Icon name="file" />
          <span class="chip-label">{attachment.label}</span>
          <span class="unseen">{attachment.detail}</span>
        </li>
      ))}
    </ul>
  );
}

export function Notices({ turn }: { readonly turn: TurnModel }) {
  return turn.notices.value.map((notice) => (
    <p class="notice" dir="auto">
      <Icon name="info" />
      <span>{notice}</span>
    </p>
  ));
}
