// What the model thought before it answered, folded; drawn only while it is open.

import { useComputed, useSignal } from '@preact/signals';
import { isGrowing, type TurnModel } from '../state/turnModel.ts';
import { words } from '../words.ts';
import { Icon } from './icon.tsx';
import { Markdown } from './markdown.tsx';

export function Thinking({ turn }: { readonly turn: TurnModel }) {
  const open = useSignal(false);
  const growing = useComputed(() => isGrowing(turn.state.value));
  const present = useComputed(() => turn.thinking.count.value > 0);
  const still = useComputed(() => growing.value && turn.text.count.value === 0);
  const figures = [turn.thought.value?.time, turn.thought.value?.tokens].filter(Boolean).join(' · ');
  const thought = figures === '' ? words.thought : words.thoughtFor(figures);
  if (!present.value) return null;
  return (
    <details class="thinking" onToggle={(event) => { open.value = event.currentTarget.open; }}>
      <summary>
        <Icon name="chevron-right" />
        {still.value ? words.thinking : thought}
      </summary>
      {open.value && <Markdown text={turn.thinking} growing={growing} />}
    </details>
  );
}
