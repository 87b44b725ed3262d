// What was deleted a moment ago, and the way back.

import { useLayoutEffect, useRef } from 'preact/hooks';
import { words } from '../words.ts';
import { Icon } from './icon.tsx';
import type { PageProperties } from './properties.ts';

export function UndoBar({ state, actions }: PageProperties) {
  const button = useRef<HTMLButtonElement>(null);
  const undo = state.undo.value;
  const wanted = state.focusTool.value;
  // The turn goes, and the keyboard would go with it: here it can go on.
  useLayoutEffect(() => {
    if (!undo || wanted?.tool !== 'undo' || wanted.turn !== undo.turn) return;
    state.focusTool.value = undefined;
    button.current?.focus();
  }, [undo, wanted]);
  if (!undo) return null;
  return (
    <div class="undo-bar">
      <Icon name="trash" />
      <span>{undo.sentence}</span>
      <button type="button" class="link-button" ref={button} onClick={() => actions.turns.undo(undo.turn)}>{words.undo}</button>
    </div>
  );
}
