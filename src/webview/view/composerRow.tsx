// The row under the message: who answers, in which mode, how hard they think, what to attach, and sending or stopping.

import { words } from '../words.ts';
import { Icon } from './icon.tsx';
import type { PageProperties } from './properties.ts';

interface RowProperties extends PageProperties {
  readonly send: () => void;
  readonly attach: () => void;
}

export function ComposerRow({ state, actions, send, attach }: RowProperties) {
  return (
    <div class="composer-row">
      <button type="button" class="icon-button" aria-label={words.attach} title={`${words.attach} (@)`} onClick={attach}><Icon name="mention" /></button>
      <ModelButton state={state} actions={actions} />
      <ModeButton state={state} actions={actions} />
      <EffortButton state={state} actions={actions} />
      <span class="composer-space" />
      <SendButton state={state} actions={actions} send={send} />
    </div>
  );
}

function ModelButton({ state, actions }: PageProperties) {
  const model = state.model.value;
  if (!model) return <span />;
  const facts = [model.reference, model.badge, model.facts].filter((fact) => fact !== undefined).join(', ');
  return (
    <button type="button" class="model-button" aria-label={`${words.switchModel}: ${facts}`} title={[words.switchModel, model.facts].filter(Boolean).join('\n')} onClick={actions.switchModel}>
      <span class="model-name">{model.reference}</span>
      {model.badge && <>{' '}<span class="badge">{model.badge}</span></>}
      <Icon name="chevron-down" />
    </button>
  );
}

function ModeButton({ state, actions }: PageProperties) {
  const { mode } = state.composer.value;
  if (!mode) return null;
  const label = `${words.mode}: ${mode.label}`;
  return (
    <button type="button" class={mode.isUsual ? 'model-button effort' : 'model-button effort chosen'} aria-label={label} title={[label, mode.description].filter(Boolean).join('\n')} onClick={actions.chooseMode}>
      <Icon name="person" />
      {!mode.isUsual && <span class="model-name">{mode.label}</span>}
    </button>
  );
}

function EffortButton({ state, actions }: PageProperties) {
  const { effort } = state.composer.value;
  if (!effort) return null;
  return (
    <button type="button" class={effort.value === 'default' ? 'model-button effort' : 'model-button effort chosen'} aria-label={`${words.effort}: ${effort.label}`} title={`${words.effort}: ${effort.label}`} onClick={actions.chooseEffort}>
      <Icon name="lightbulb" />
      {effort.value !== 'default' && <span class="model-name">{effort.label}</span>}
    </button>
  );
}

/** While an answer comes, the one button stops it, and another lets a message wait in line. */
function SendButton({ state, actions, send }: PageProperties & { readonly send: () => void }) {
  const busy = state.busy.value;
  const isEmpty = state.draft.value.trim() === '' && state.composer.value.chips.length === 0;
  const label = busy ? words.stop : words.send;
  function onClick(event: MouseEvent) {
    // The second click of a double click was not meant for what the first one turned the button into.
    if (event.detail > 1) return;
    if (busy) actions.stop();
    else send();
  }
  return (
    <>
      {busy && !isEmpty && (
        <button type="button" class="send-button stop" aria-label={words.queue} title={words.queue} onClick={send}><Icon name="arrow-up" /></button>
      )}
      <button type="button" class={busy ? 'send-button stop' : 'send-button'} aria-label={label} title={label} aria-disabled={!busy && isEmpty} onClick={onClick}>
        <Icon name={busy ? 'debug-stop' : 'arrow-up'} />
      </button>
    </>
  );
}
