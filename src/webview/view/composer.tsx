// Where the next message is written.

import { useLayoutEffect, useRef } from 'preact/hooks';
import { words } from '../words.ts';
import { Estimate } from './estimate.tsx';
import { Icon } from './icon.tsx';
import type { PageProperties } from './properties.ts';

export function Composer({ state, actions }: PageProperties) {
  const box = useRef<HTMLTextAreaElement>(null);
  const focusRequests = state.focusRequests.value;
  useLayoutEffect(() => {
    if (focusRequests > 0) box.current?.focus();
  }, [focusRequests]);

  function send() {
    box.current?.focus();
    void actions.send();
  }
  function onKeyDown(event: KeyboardEvent) {
    // While an input method is open, Enter and Escape belong to it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  }
  return (
    <div class="composer">
      {state.failure.value && (
        <p class="composer-failure" role="alert">
          <Icon name="warning" />
          <span>{state.failure.value}</span>
          <button type="button" class="icon-button" aria-label={words.dismiss} title={words.dismiss} onClick={() => { state.failure.value = undefined; }}>
            <Icon name="close" />
          </button>
        </p>
      )}
      <div class="composer-box">
        <textarea
          ref={box}
          class="message"
          aria-label={words.message}
          placeholder={words.placeholder}
          rows={1}
          dir="auto"
          value={state.draft.value}
          onInput={(event) => actions.type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={actions.keepDraft}
        />
        <div class="composer-row">
          <ModelButton state={state} actions={actions} />
          <SendButton state={state} actions={actions} send={send} />
        </div>
      </div>
      <Estimate state={state} actions={actions} />
    </div>
  );
}

function ModelButton({ state, actions }: PageProperties) {
  const model = state.model.value;
  if (!model) return <span />;
  return (
    <button
      type="button"
      class="model-button"
      aria-label={`${words.switchModel}: ${model.reference}${model.badge ? `, ${model.badge}` : ''}`}
      title={words.switchModel}
      onClick={actions.switchModel}
    >
      <span class="model-name">{model.reference}</span>
      {model.badge && <span class="badge">{model.badge}</span>}
      <Icon name="chevron-down" />
    </button>
  );
}

function SendButton({ state, actions, send }: PageProperties & { readonly send: () => void }) {
  const busy = state.busy.value;
  const label = busy ? words.stop : words.send;
  const empty = !busy && state.draft.value.trim() === '';
  function onClick(event: MouseEvent) {
    // The second click of a double click was not meant for what the first one turned the button into.
    if (event.detail > 1) return;
    if (busy) actions.stop();
    else send();
  }
  return (
    <button type="button" class={busy ? 'send-button stop' : 'send-button'} aria-label={label} title={label} aria-disabled={empty} onClick={onClick}>
      <Icon name={busy ? 'debug-stop' : 'arrow-up'} />
    </button>
  );
}
