// Copies a turn as it was written, or what is selected in it.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Actions } from '../host/connection.ts';
import type { TurnModel } from '../state/turnModel.ts';
import { words } from '../words.ts';
import { Tool } from './tool.tsx';

const shownFor = 1_500;

interface CopyProperties {
  readonly turn: TurnModel;
  readonly actions: Actions;
  /** True where the tab key goes to it first. */
  readonly first?: boolean;
}

export function CopyTool({ turn, actions, first = false }: CopyProperties) {
  const [done, setDone] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  async function copy() {
    const { announcement } = actions.turns.state;
    if (!(await actions.copy(selectedIn(turn.id) ?? turn.text.toString()))) return;
    announcement.value = words.copied;
    setDone(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setDone(false);
      announcement.value = '';
    }, shownFor);
  }
  return <Tool name="copy" icon="copy" label={words.copyTurn} later={!first} {...(done && { class: 'done' })} onPress={() => void copy()} />;
}

/** What is selected, when all of it lies in this turn. */
function selectedIn(turn: string): string | undefined {
  const selection = getSelection();
  const text = selection?.toString() ?? '';
  if (text.trim() === '') return undefined;
  const inside = (node: Node | null | undefined): boolean => {
    const element = node instanceof Element ? node : node?.parentElement;
    return element?.closest<HTMLElement>('[data-turn]')?.dataset['turn'] === turn;
  };
  return inside(selection?.anchorNode) && inside(selection?.focusNode) ? text : undefined;
}
