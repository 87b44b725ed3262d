// What can be done with a turn: one row of buttons, one stop for the tab key, with the arrows between its versions.

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Actions } from '../host/connection.ts';
import { isGrowing, type TurnModel } from '../state/turnModel.ts';
import { words } from '../words.ts';
import { CopyTool } from './copyTool.tsx';
import { RatingTools } from './ratingTools.tsx';
import { Tool } from './tool.tsx';

interface TurnToolsProperties {
  readonly turn: TurnModel;
  readonly actions: Actions;
}

/** The row under a turn. */
export function TurnTools({ turn, actions }: TurnToolsProperties) {
  const row = useRef<HTMLDivElement>(null);
  const wanted = actions.turns.state.focusTool.value;
  const { branch } = turn;
  // The turn whose tool was pressed may have given its place to this one: the keyboard stays where it was.
  useLayoutEffect(() => {
    const tool = wanted?.turn === turn.id ? row.current?.querySelector<HTMLElement>(`[data-tool=${wanted.tool}]`) : undefined;
    if (!wanted || !tool) return;
    actions.turns.state.focusTool.value = undefined;
    tool.focus();
    const version = branch.peek();
    if (version && (wanted.tool === 'next' || wanted.tool === 'previous')) actions.turns.state.announcement.value = words.version(version.place, version.count);
  }, [wanted]);
  const own = turn.author === 'you';
  if (isGrowing(turn.state.value)) return branch.value ? <div class="turn-tools" role="toolbar" aria-label={words.turnActions} ref={row}><Versions turn={turn} actions={actions} alone /></div> : null;
  return (
    <div class="turn-tools" role="toolbar" aria-label={words.turnActions} ref={row}>
      <Versions turn={turn} actions={actions} />
      {own && <Tool name="edit" icon="edit" label={words.edit} onPress={() => actions.turns.beginEdit(turn.id, turn.text.toString())} />}
      {!own && <Tool name="regenerate" icon="refresh" label={words.regenerate} onPress={() => actions.turns.regenerate(turn.id, false)} />}
      {!own && <Tool name="regenerate-with" icon="arrow-swap" label={words.regenerateWith} later onPress={() => actions.turns.regenerate(turn.id, true)} />}
      <Tool name="compare" icon="split-horizontal" label={words.compare} later onPress={() => actions.turns.compare(turn.id)} />
      <CopyTool turn={turn} actions={actions} />
      {!own && <RatingTools turn={turn} actions={actions} />}
      <Tool name="delete" icon="trash" label={words.deleteTurn} later onPress={() => actions.turns.remove(turn.id)} />
    </div>
  );
}

function Versions({ turn, actions, alone = false }: TurnToolsProperties & { readonly alone?: boolean }) {
  const branch = turn.branch.value;
  if (!branch) return null;
  const { place, count } = branch;
  return (
    <span class="versions" role="group" aria-label={words.version(place, count)}>
      <Tool name="previous" icon="chevron-left" label={words.previous} off={place === 1} later={!alone} onPress={() => actions.turns.showBranch(turn.id, -1)} />
      <span aria-hidden="true">{place} / {count}</span>
      <Tool name="next" icon="chevron-right" label={words.next} off={place === count} later onPress={() => actions.turns.showBranch(turn.id, 1)} />
    </span>
  );
}

/** Alt and an arrow, anywhere in a turn, go to the version beside it. */
export function versionKeys(turn: TurnModel, actions: Actions): (event: KeyboardEvent) => void {
  return (event) => {
    const steps = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    const branch = turn.branch.peek();
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || steps === 0 || !branch) return;
    // Where something is written, these keys are the writer's.
    if (event.target instanceof HTMLTextAreaElement) return;
    // The editor would go back in its own history.
    event.preventDefault();
    event.stopPropagation();
    const next = branch.place + steps;
    if (next >= 1 && next <= branch.count) actions.turns.showBranch(turn.id, steps);
  };
}
