// Where the next message is written.

import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { words } from '../words.ts';
import { ComposerChips } from './composerChips.tsx';
import { ComposerQueue } from './composerQueue.tsx';
import { ComposerRow } from './composerRow.tsx';
import { canTake, takeDropped, takePasted } from './dropping.ts';
import { Estimate } from './estimate.tsx';
import { Icon } from './icon.tsx';
import { bytesOf, fittingImage } from './imageFitting.ts';
import { createPastMessages } from './pastMessages.ts';
import type { PageProperties } from './properties.ts';
import { createSuggesting } from './suggesting.ts';
import { listId, rowId, Suggestions } from './suggestions.tsx';

export function Composer({ state, actions }: PageProperties) {
  const box = useRef<HTMLTextAreaElement>(null);
  const suggesting = useMemo(() => createSuggesting(state, actions), []);
  const past = useMemo(() => createPastMessages(actions), []);
  const isOver = useDrops({ state, actions });
  useFittingImages({ state, actions });
  const focusRequests = state.focusRequests.value;
  useLayoutEffect(() => {
    if (focusRequests > 0) box.current?.focus();
  }, [focusRequests]);

  function send() {
    box.current?.focus();
    suggesting.close();
    past.leave();
    void actions.send();
  }
  function onKeyDown(event: KeyboardEvent & { readonly currentTarget: HTMLTextAreaElement }) {
    // While an input method is open, Enter, Escape and the arrows belong to it.
    if (event.isComposing || event.keyCode === 229) return;
    if (suggesting.press(event, event.currentTarget)) return;
    past.press(event, event.currentTarget);
    if (event.key !== 'Enter' || event.shiftKey) return;
    if (state.composer.value.sendWith === 'mod-enter' && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    send();
  }
  function onInput(element: HTMLTextAreaElement) {
    past.leave();
    actions.type(element.value);
    suggesting.look(element);
  }
  function beginAttaching() {
    const element = box.current;
    if (!element) return;
    element.focus();
    const before = element.value.slice(0, element.selectionStart);
    document.execCommand('insertText', false, /(?:^|\s)$/.test(before) ? '@' : ' @');
  }
  const shown = suggesting.open.value;
  const hasRows = shown !== undefined && shown.items.length > 0;
  return (
    <div class={isOver.value ? 'composer over' : 'composer'}>
      <Failure state={state} />
      <ComposerQueue state={state} actions={actions} />
      <Suggestions suggesting={suggesting} box={() => box.current} />
      <div class="composer-box">
        {isOver.value && <p class="drop-here" aria-hidden="true"><Icon name="attach" />{words.dropHere}</p>}
        <ComposerChips state={state} actions={actions} />
        <textarea
          ref={box}
          class="message"
          aria-label={words.message}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={hasRows ? listId : undefined}
          aria-activedescendant={hasRows ? rowId(suggesting.active.value) : undefined}
          placeholder={words.placeholder}
          rows={1}
          dir="auto"
          value={state.draft.value}
          onInput={(event) => onInput(event.currentTarget)}
          onKeyDown={onKeyDown}
          onKeyUp={(event) => event.key.startsWith('Arrow') && !shown && suggesting.look(event.currentTarget)}
          onClick={(event) => suggesting.look(event.currentTarget)}
          onPaste={(event) => takePasted(event.clipboardData, state, actions) && event.preventDefault()}
          onBlur={() => {
            suggesting.close();
            actions.keepDraft();
          }}
        />
        <ComposerRow state={state} actions={actions} send={send} attach={beginAttaching} />
      </div>
      <Estimate state={state} actions={actions} />
    </div>
  );
}

function Failure({ state }: Pick<PageProperties, 'state'>) {
  if (!state.failure.value) return null;
  return (
    <p class="composer-failure" role="alert">
      <Icon name="warning" />
      <span>{state.failure.value}</span>
      <button type="button" class="icon-button" aria-label={words.dismiss} title={words.dismiss} onClick={() => { state.failure.value = undefined; }}>
        <Icon name="close" />
      </button>
    </p>
  );
}

/** Things may be dropped anywhere on the page; true while they are over it. */
function useDrops({ state, actions }: PageProperties) {
  const isOver = useSignal(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!canTake(event.dataTransfer)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      isOver.value = true;
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) isOver.value = false;
    };
    const drop = (event: DragEvent): void => {
      isOver.value = false;
      if (!event.dataTransfer || !canTake(event.dataTransfer)) return;
      event.preventDefault();
      state.focusRequests.value++;
      void takeDropped(event.dataTransfer, state, actions);
    };
    const listeners = [['dragover', over], ['dragleave', leave], ['drop', drop]] as const;
    for (const [name, listener] of listeners) document.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of listeners) document.removeEventListener(name, listener);
    };
  }, []);
  return isOver;
}

/** Images that the host took from a disk may be too large: only the page can make them smaller. */
function useFittingImages({ state, actions }: PageProperties) {
  const tried = useMemo(() => new Set<string>(), []);
  useSignalEffect(() => {
    for (const { id, tooLarge } of state.composer.value.chips) {
      if (!tooLarge || tried.has(id)) continue;
      tried.add(id);
      void (async () => {
        const image = (await actions.showChip(id))?.image;
        const data = image && (await fittingImage(bytesOf(image)));
        if (data) actions.replaceImage(id, data);
      })();
    }
  });
}
