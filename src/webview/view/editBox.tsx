// A question of one's own in the making again, in its place.

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Actions } from '../host/connection.ts';
import { words } from '../words.ts';

export function EditBox({ actions }: { readonly actions: Actions }) {
  const box = useRef<HTMLTextAreaElement>(null);
  const { edit, composer } = actions.turns.state;
  const { typeEdit, cancelEdit, sendEdit } = actions.turns;
  useLayoutEffect(() => {
    const { current } = box;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);
  function onKeyDown(event: KeyboardEvent) {
    // While an input method is open, Enter and Escape belong to it.
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      cancelEdit();
      return;
    }
    const isSend = composer.value.sendWith === 'mod-enter' ? event.ctrlKey || event.metaKey : !event.shiftKey;
    if (event.key !== 'Enter' || !isSend) return;
    event.preventDefault();
    sendEdit();
  }
  const text = edit.value?.text ?? '';
  return (
    <div class="edit-box">
      <textarea ref={box} class="edit-text" aria-label={words.editedQuestion} rows={1} dir="auto" value={text} onInput={(event) => typeEdit(event.currentTarget.value)} onKeyDown={onKeyDown} />
      <div class="edit-row">
        <span class="edit-hint">{words.editHint}</span>
        <button type="button" class="button secondary" onClick={cancelEdit}>{words.cancel}</button>
        <button type="button" class="button" aria-disabled={text.trim() === ''} onClick={sendEdit}>{words.askAgain}</button>
      </div>
    </div>
  );
}
