// One turn: who speaks, what was said, and how it went.

import { useComputed } from '@preact/signals';
import type { Actions } from '../host/connection.ts';
import { isGrowing, type TurnModel } from '../state/turnModel.ts';
import { words } from '../words.ts';
import { Icon } from './icon.tsx';
import { Markdown } from './markdown.tsx';
import { OwnText } from './ownText.tsx';
import { ProblemCard } from './problemCard.tsx';
import { Thinking } from './thinking.tsx';
import { TurnFoot } from './turnFoot.tsx';
import { WaitCard } from './waitCard.tsx';

interface TurnProperties {
  readonly turn: TurnModel;
  readonly actions: Actions;
}

export function Turn({ turn, actions }: TurnProperties) {
  return turn.author === 'you' ? <OwnTurn turn={turn} /> : <AssistantTurn turn={turn} actions={actions} />;
}

function OwnTurn({ turn }: { readonly turn: TurnModel }) {
  return (
    <article class="turn own" aria-label={words.you}>
      <OwnText text={turn.text} />
      <Attachments turn={turn} />
      <Notices turn={turn} />
    </article>
  );
}

function AssistantTurn({ turn, actions }: TurnProperties) {
  const growing = useComputed(() => isGrowing(turn.state.value));
  return (
    <article class="turn" aria-label={words.assistant} aria-busy={growing}>
      <header class="turn-head">
        <span class="turn-model">{turn.model ?? words.assistant}</span>
        {turn.badge && <span class="badge">{turn.badge}</span>}
      </header>
      <Attachments turn={turn} />
      <Thinking turn={turn} />
      <Markdown text={turn.text} growing={growing} />
      <Notices turn={turn} />
      <WaitCard turn={turn} actions={actions} />
      <ProblemCard turn={turn} actions={actions} />
      <TurnFoot turn={turn} actions={actions} />
    </article>
  );
}

function Attachments({ turn }: { readonly turn: TurnModel }) {
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

function Notices({ turn }: { readonly turn: TurnModel }) {
  return turn.notices.value.map((notice) => (
    <p class="notice" dir="auto">
      <Icon name="info" />
      <span>{notice}</span>
    </p>
  ));
}
