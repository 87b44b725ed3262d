// What goes along with the message, as chips. One can be opened to see what the model gets.

import { useSignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { ChipContent, ChipKind, ChipView } from '../../shared/composerProtocol.ts';
import { words } from '../words.ts';
import { Icon } from './icon.tsx';
import type { PageProperties } from './properties.ts';

const icons: Readonly<Record<ChipKind, string>> = {
  file: 'file', folder: 'folder', selection: 'selection', editors: 'files', problems: 'warning', changes: 'git-compare', text: 'output', image: 'file-media', document: 'file-pdf',
};

export function ComposerChips({ state, actions }: PageProperties) {
  const open = useSignal<string | undefined>(undefined);
  const { chips, notes } = state.composer.value;
  const opened = chips.find(({ id }) => id === open.value);
  function remove(chip: ChipView, element: HTMLElement) {
    // The keyboard goes to the next chip, else back into the message.
    const item = element.closest('li');
    const next = item?.nextElementSibling ?? item?.previousElementSibling;
    const target = next?.querySelector<HTMLElement>('.chip-open');
    if (target) target.focus();
    else state.focusRequests.value++;
    actions.detach(chip.id);
  }
  return (
    <>
      {notes.map((note) => (
        <div key={note.id} class="composer-note" role="group" aria-label={words.problem}>
          <p dir="auto"><Icon name="warning" /><span>{note.sentence}</span></p>
          <div class="buttons">
            {note.buttons.map(({ id, label }) => <button key={id} type="button" class="button secondary" onClick={() => actions.pressNote(note.id, id)}>{label}</button>)}
          </div>
        </div>
      ))}
      {chips.length > 0 && (
        <ul class="composer-chips" aria-label={words.attached}>
          {chips.map((chip) => (
            <Chip key={chip.id} chip={chip} actions={actions} isOpen={chip.id === open.value} toggle={() => { open.value = chip.id === open.value ? undefined : chip.id; }} remove={(element) => remove(chip, element)} />
          ))}
        </ul>
      )}
      {opened && <Opened key={opened.id} chip={opened} state={state} actions={actions} close={() => { open.value = undefined; }} />}
    </>
  );
}

interface ChipProperties {
  readonly chip: ChipView;
  readonly actions: PageProperties['actions'];
  readonly isOpen: boolean;
  readonly toggle: () => void;
  readonly remove: (element: HTMLElement) => void;
}

function Chip({ chip, actions, isOpen, toggle, remove }: ChipProperties) {
  const image = useContent(chip, actions, chip.kind === 'image')?.image;
  function onKeyDown(event: KeyboardEvent & { readonly currentTarget: HTMLElement }) {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    remove(event.currentTarget);
  }
  const spoken = [chip.label, chip.tokens, chip.note].filter(Boolean).join(', ');
  return (
    <li class={chip.failed ? 'composer-chip failed' : 'composer-chip'}>
      <button type="button" class="chip-open" aria-expanded={isOpen} aria-label={spoken} title={[chip.detail, chip.note].filter(Boolean).join('\n')} onClick={toggle} onKeyDown={onKeyDown}>
        {image ? <img src={image} alt="" /> : <Icon name={chip.failed ? 'warning' : chip.note ? 'info' : icons[chip.kind]} />}
        <bdi class="chip-label">{chip.label}</bdi>
        <span class="chip-tokens">{chip.tokens ?? (chip.failed ? '' : '\u2026')}</span>
      </button>
      <button type="button" class="icon-button" aria-label={words.remove(chip.label)} title={words.remove(chip.label)} onClick={(event) => remove(event.currentTarget)}>
        <Icon name="close" />
      </button>
    </li>
  );
}

/** What the model gets of it. */
function Opened({ chip, state, actions, close }: PageProperties & { readonly chip: ChipView; readonly close: () => void }) {
  const content = useContent(chip, actions, true);
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
    state.focusRequests.value++;
  }
  function putIntoMessage() {
    const text = content?.text;
    if (text === undefined) return;
    const draft = state.draft.value;
    actions.type(draft === '' ? unfenced(text) : `${draft}\n${unfenced(text)}`);
    actions.detach(chip.id);
    close();
    state.focusRequests.value++;
  }
  return (
    <section class="chip-content" aria-label={chip.detail || chip.label} onKeyDown={onKeyDown}>
      <p class="chip-where" dir="auto">{chip.detail}</p>
      {content?.note && <p class="chip-note" dir="auto">{content.note}</p>}
      {content?.image && <img src={content.image} alt={words.imageOf(chip.label)} />}
      {content?.text !== undefined && <pre tabIndex={0} role="region" aria-label={chip.label} dir="auto">{content.text}</pre>}
      {!content && <p class="chip-note">{words.reading}</p>}
      {content?.isPaste && <button type="button" class="link-button" onClick={putIntoMessage}>{words.intoMessage}</button>}
    </section>
  );
}

/** Without the heading and the fence around it. */
function unfenced(text: string): string {
  const [, fence, inside] = /^[^\n]*\n\n(`{3,})[^\n]*\n([^]*)$/.exec(text) ?? [];
  return fence !== undefined && inside !== undefined && inside.endsWith(fence) ? inside.slice(0, -fence.length - 1) : text;
}

/** Read again when the chip is another, and when what is known of it changed. */
function useContent(chip: ChipView, actions: PageProperties['actions'], isWanted: boolean): ChipContent | undefined {
  const [content, setContent] = useState<ChipContent | undefined>();
  useEffect(() => {
    let isGone = false;
    if (isWanted) void actions.showChip(chip.id).then((found) => !isGone && setContent(found));
    return () => void (isGone = true);
  }, [chip.id, chip.tokens, chip.tooLarge, isWanted]);
  return content;
}
