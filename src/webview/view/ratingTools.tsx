// What a person thinks of an answer. It is kept with the answer and goes nowhere.

import type { Actions } from '../host/connection.ts';
import type { TurnModel } from '../state/turnModel.ts';
import { words } from '../words.ts';
import { Tool } from './tool.tsx';

interface RatingProperties {
  readonly turn: TurnModel;
  readonly actions: Actions;
}

export function RatingTools({ turn, actions }: RatingProperties) {
  const rating = turn.rating.value;
  const toggle = (value: 'up' | 'down'): void => actions.turns.rate(turn.id, rating?.value === value ? null : value);
  return (
    <>
      <Tool name="good" icon={rating?.value === 'up' ? 'thumbsup-filled' : 'thumbsup'} label={words.goodAnswer} title={`${words.goodAnswer} (${words.staysHere})`} pressed={rating?.value === 'up'} later onPress={() => toggle('up')} />
      <Tool name="bad" icon={rating?.value === 'down' ? 'thumbsdown-filled' : 'thumbsdown'} label={words.badAnswer} title={`${words.badAnswer} (${words.staysHere})`} pressed={rating?.value === 'down'} later onPress={() => toggle('down')} />
      {rating && <Tool name="note" icon="comment" label={rating.note === undefined ? words.addNote : words.changeNote} later onPress={() => actions.turns.noteRating(turn.id)} />}
    </>
  );
}

/** The line a person wrote about an answer. */
export function RatingNote({ turn }: Pick<RatingProperties, 'turn'>) {
  const note = turn.rating.value?.note;
  return note === undefined ? null : <p class="rating-note" dir="auto"><span class="unseen">{words.note}: </span>{note}</p>;
}
