// One turn: who speaks, what was said, and what can be done with it.

import { useComputed } from '@preact/signals';
import type { Actions } from '../host/connection.ts';
import { isGrowing, type TurnModel } from '../state/turnModel.ts';
import { words } from '../words.ts';
import { AnswerBody } from './answerBody.tsx';
import { Comparison } from './comparison.tsx';
import { EditBox } from './editBox.tsx';
import { OwnText } from './ownText.tsx';
import { RatingNote } from './ratingTools.tsx';
import { Attachments, Notices } from './turnParts.tsx';
import { TurnTools, versionKeys } from './turnTools.tsx';

interface TurnProperties {
  readonly turn: TurnModel;
  readonly actions: Actions;
}

export function Turn({ turn, actions }: TurnProperties) {
  if (turn.author === 'you') return <OwnTurn turn={turn} actions={actions} />;
  return turn.columns.value.length > 0 ? <Comparison turn={turn} actions={actions} /> : <AssistantTurn turn={turn} actions={actions} />;
}

function OwnTurn({ turn, actions }: TurnProperties) {
  const editing = useComputed(() => actions.turns.state.edit.value?.turn === turn.id);
  return (
    <article class="turn own" aria-label={words.you} data-turn={turn.id} onKeyDown={versionKeys(turn, actions)}>
      {editing.value ? <EditBox actions={actions} /> : <OwnText text={turn.text} />}
      <Attachments turn={turn} />
      <Notices turn={turn} />
      {!editing.value && <TurnTools turn={turn} actions={actions} />}
    </article>
  );
}

function AssistantTurn({ turn, actions }: TurnProperties) {
  const growing = useComputed(() => isGrowing(turn.state.value));
  return (
    <article class="turn" aria-label={words.assistant} aria-busy={growing} data-turn={turn.id} onKeyDown={versionKeys(turn, actions)}>
      <AnswerBody turn={turn} actions={actions} />
      <RatingNote turn={turn} />
      <TurnTools turn={turn} actions={actions} />
    </article>
  );
}
