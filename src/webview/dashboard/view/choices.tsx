// One of a few: a row of choices that the arrow keys go through, as the platform's radio buttons do.

import { useRef } from 'preact/hooks';

export interface ChoicesProperties<T extends string> {
  readonly label: string;
  readonly options: Readonly<Record<T, string>>;
  readonly chosen: T;
  readonly choose: (value: T) => void;
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function Choices<T extends string>({ label, options, chosen, choose }: ChoicesProperties<T>) {
  const group = useRef<HTMLDivElement>(null);
  const values = Object.keys(options) as T[];
  function onKeyDown(event: KeyboardEvent) {
    const at = values.indexOf(chosen);
    const step = steps[event.key];
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? values.length - 1 : step === undefined ? undefined : (at + step + values.length) % values.length;
    const value = next === undefined ? undefined : values[next];
    if (value === undefined || next === undefined) return;
    event.preventDefault();
    choose(value);
    group.current?.querySelectorAll('button')[next]?.focus();
  }
  return (
    <div ref={group} class="choices" role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
      {values.map((value) => (
        <button key={value} type="button" class="choice" role="radio" aria-checked={value === chosen} tabIndex={value === chosen ? 0 : -1} onClick={() => value !== chosen && choose(value)}>
          {options[value]}
        </button>
      ))}
    </div>
  );
}
