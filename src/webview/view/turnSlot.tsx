// The place of a turn: it is drawn when the reader comes near, and until then stands there in outline, with its words.

import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Actions } from '../host/connection.ts';
import { isGrowing, type TurnModel } from '../state/turnModel.ts';
import { words } from '../words.ts';
import type { Nearness } from './nearness.ts';
import { TurnBoundary } from './turnBoundary.tsx';

interface TurnSlotProperties {
  readonly turn: TurnModel;
  readonly actions: Actions;
  readonly nearness: Nearness;
  /** True where the reader begins. */
  readonly near: boolean;
}

/** Once drawn it stays: what was unfolded or selected in it is still so when the reader comes back. */
export function TurnSlot({ turn, actions, nearness, near }: TurnSlotProperties) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useSignal(near || isGrowing(turn.state.peek()));
  // A turn that was far keeps its room until its markdown stands, so that nothing jumps.
  const settled = useSignal(drawn.peek());

  useLayoutEffect(() => {
    const element = place.current;
    if (!element || drawn.peek()) return undefined;
    return nearness.watch(element, () => { drawn.value = true; });
  }, []);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element || !drawn.value || settled.peek()) return undefined;
    const settle = (): void => { settled.value = true; };
    if (!element.querySelector('.markdown')) settle();
    element.addEventListener('drawn', settle, { once: true });
    return () => element.removeEventListener('drawn', settle);
  }, [drawn.value]);

  const room = settled.value ? undefined : { [drawn.value ? 'minBlockSize' : 'blockSize']: `${roomFor(turn)}px` };
  return (
    <div class={drawn.value ? 'slot' : 'slot far'} ref={place} style={room}>
      {drawn.value ? <TurnBoundary turn={turn} actions={actions} /> : <Outline turn={turn} />}
    </div>
  );
}

const longestOutline = 1_000;

/** Heard, and seen only where somebody scrolls faster than turns are drawn. */
function Outline({ turn }: { readonly turn: TurnModel }) {
  return (
    <article class={turn.author === 'you' ? 'turn own' : 'turn'} aria-label={turn.author === 'you' ? words.you : words.assistant}>
      <p class="plain" dir="auto">{turn.text.start(longestOutline)}</p>
    </article>
  );
}

const lineHeight = 20;
const charactersPerLine = 50;
const aroundText = 64;

/** About how high a turn will be; only the scroll bar depends on it. */
function roomFor({ text }: TurnModel): number {
  return aroundText + lineHeight * Math.ceil(text.length / charactersPerLine);
}
