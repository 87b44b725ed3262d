// One button of a row of tools.

import { Icon } from './icon.tsx';

interface ToolProperties {
  /** By which it is found again when the keyboard comes back. */
  readonly name: string;
  readonly icon: string;
  readonly label: string;
  readonly title?: string;
  readonly pressed?: boolean;
  /** True where it can be seen but does nothing now. */
  readonly off?: boolean;
  /** True for what is not where the tab key goes first. */
  readonly later?: boolean;
  readonly class?: string;
  readonly onPress: () => void;
}

export function Tool({ name, icon, label, title = label, pressed, off, later, class: more, onPress }: ToolProperties) {
  return (
    <button
      type="button"
      class={more ? `icon-button ${more}` : 'icon-button'}
      data-tool={name}
      aria-label={label}
      title={title}
      aria-pressed={pressed}
      aria-disabled={off}
      tabIndex={later ? -1 : 0}
      // The selection is what is copied: a press must not take it away.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => off || onPress()}
    >
      <Icon name={icon} />
    </button>
  );
}
