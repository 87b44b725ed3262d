// What the person wrote, as it was typed. A very long message is folded.

import { useSignal } from '@preact/signals';
import type { GrowingText } from '../state/growingText.ts';
import { words } from '../words.ts';

const longestShown = 2_400;
const mostLines = 24;

export function OwnText({ text }: { readonly text: GrowingText }) {
  const open = useSignal(false);
  const whole = text.count.value > 0 ? text.toString() : '';
  const start = startOf(whole);
  const folds = start.length < whole.length;
  return (
    <>
      <p class="own-text" dir="auto">{open.value ? whole : start}{folds && !open.value && '…'}</p>
      {folds && (
        <button type="button" class="link-button" aria-expanded={open.value} onClick={() => { open.value = !open.value; }}>
          {open.value ? words.showLess : words.showAll}
        </button>
      )}
    </>
  );
}

function startOf(text: string): string {
  const lines = text.slice(0, longestShown).split('\n', mostLines);
  const start = lines.join('\n');
  // Folding a handful of characters away would only be a nuisance.
  return text.length - start.length < longestShown / 4 && text.split('\n', mostLines + 9).length <= mostLines + 8 ? text : start;
}
