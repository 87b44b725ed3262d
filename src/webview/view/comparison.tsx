// Answers of several models to one question, side by side; one below the other where there is little room.

import type { Actions } from '../host/connection.ts';
import { isGrowing, type TurnModel } from '../state/turnModel.ts';
import { words } from '../words.ts';
import { AnswerBody } from './answerBody.tsx';
import { CopyTool } from './copyTool.tsx';
import { RatingNote, RatingTools } from './ratingTools.tsx';

interface ColumnProperties {
  readonly turn: TurnModel;
  readonly actions: Actions;
}

export function Comparison({ turn, actions }: ColumnProperties) {
  const columns = [turn, ...turn.columns.value].toSorted((one, other) => (one.branch.value?.place ?? 0) - (other.branch.value?.place ?? 0));
  return (
    <div class="comparison" role="group" aria-label={words.comparison}>
      {columns.map((column) => <Column key={column.id} turn={column} actions={actions} />)}
    </div>
  );
}

function Column({ turn, actions }: ColumnProperties) {
  const growing = isGrowing(turn.state.value);
  const time = turn.meter.value?.time;
  const empty = turn.text.count.value === 0;
  return (
    <article class="turn column" aria-label={words.assistant} aria-busy={growing} data-turn={turn.id}>
      <AnswerBody turn={turn} actions={actions} />
      {time !== undefined && !growing && <p class="column-time">{time}</p>}
      <RatingNote turn={turn} />
      <div class="column-row">
        {growing
          ? <button type="button" class="button secondary" onClick={() => actions.turns.stop(turn.id)}>{words.stopThis}</button>
          : !empty && <button type="button" class="button secondary" onClick={() => actions.turns.goOnWith(turn.id)}>{words.goOnWith}</button>}
        {!growing && !empty && (
          <div class="turn-tools" role="toolbar" aria-label={words.turnActions}>
            <CopyTool turn={turn} actions={actions} first />
            <RatingTools turn={turn} actions={actions} />
          </div>
        )}
      </div>
    </article>
  );
}
