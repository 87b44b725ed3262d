// What an answer shows of itself: who gave it, what was thought and said, and how it went.

import { useComputed } from '@preact/signals';
import type { Actions } from '../host/connection.ts';
import { isGrowing, type TurnModel } from '../state/turnModel.ts';
import { words } from '../words.ts';
import { Attachments, Notices } from './turnParts.tsx';
import { Markdown } from './markdown.tsx';
import { ProblemCard } from './problemCard.tsx';
import { Thinking } from './thinking.tsx';
import { ToolCalls } from './toolCalls.tsx';
import { TurnFoot } from './turnFoot.tsx';
import { WaitCard } from './waitCard.tsx';

export function AnswerBody({ turn, actions }: { readonly turn: TurnModel; readonly actions: Actions }) {
  const growing = useComputed(() => isGrowing(turn.state.value));
  return (
    <>
      <header class="turn-head">
        <span class="turn-model">{turn.model ?? words.assistant}</span>
        {turn.badge && <span class="badge">{turn.badge}</span>}
      </header>
      <Attachments turn={turn} />
      <Thinking turn={turn} />
      <Markdown text={turn.text} growing={growing} />
      <ToolCalls turn={turn} />
      <Notices turn={turn} />
      <WaitCard turn={turn} actions={actions} />
      <ProblemCard turn={turn} actions={actions} />
      <TurnFoot turn={turn} actions={actions} />
    </>
  );
}
