// A plot of stacked columns, drawn in percent so that it fits any width, with its words beside it and its table beneath.

import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { ColumnView, StackView } from '../../../shared/usageProtocol.ts';
import { words } from '../words.ts';
import { Columns } from './columns.tsx';
import { DataTable } from './dataTable.tsx';
import { Swatch } from './patterns.tsx';

/** `Nov 21: $0.42 (openai/gpt-6-sol $0.30, demo/tour $0.00)`. */
function columnWords({ label, total, words: each, values }: ColumnView, series: readonly string[]): string {
  const parts = series.length === 1 ? [] : series.flatMap((name, index) => ((values[index] ?? 0) === 0 && !/not known/.test(each[index] ?? '') ? [] : [`${name} ${each[index]}`]));
  return `${label}: ${total}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}

function move(key: string, at: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowRight': case 'ArrowUp': return Math.min(last, at + 1);
    case 'ArrowLeft': case 'ArrowDown': return Math.max(0, at - 1);
    case 'Home': return 0;
    case 'End': return last;
    default: return undefined;
  }
}

export function StackPlot({ plot, children }: { readonly plot: StackView; readonly children?: ComponentChildren }) {
  const { title, summary, series, columns, ticks, note } = plot;
  const [pointed, point] = useState<number>();
  const id = useId();
  const last = columns.length - 1;
  const at = pointed === undefined ? undefined : Math.min(pointed, last);
  const spoken = columns[at ?? last];
  const named = at === undefined ? undefined : columns[at];

  function onKeyDown(event: KeyboardEvent) {
    const next = move(event.key, at ?? last + 1, last);
    if (next === undefined) return;
    event.preventDefault();
    point(next);
  }
  function onPointerMove(event: PointerEvent & { currentTarget: HTMLElement }) {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    point(Math.max(0, Math.min(last, Math.floor(((event.clientX - left) / width) * columns.length))));
  }
  return (
    <figure class="plot" aria-labelledby={`${id}-title`} aria-describedby={`${id}-summary`}>
      <figcaption>
        <h3 id={`${id}-title`}>{title}</h3>
        {children}
        <p id={`${id}-summary`} class="quiet">{summary}</p>
      </figcaption>
      {series.length > 1 && (
        <ul class="legend">
          {series.map((name, index) => <li key={index}><Swatch index={index} /><span dir="auto">{name}</span></li>)}
        </ul>
      )}
      <div
        class="plot-area"
        role="slider"
        tabIndex={0}
        aria-label={words.columns(title)}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at ?? last}
        aria-valuetext={spoken && columnWords(spoken, series)}
        onKeyDown={onKeyDown}
      >
        <Columns columns={columns} ticks={ticks} pointed={at} onPointerMove={onPointerMove} onPointerLeave={() => point(undefined)} />
      </div>
      <p class="readout" aria-hidden="true">{named ? columnWords(named, series) : <span class="hint">{words.pointAt}</span>}</p>
      {columns.some(({ incomplete }) => incomplete) && <p class="quiet">{words.atLeast}</p>}
      {note && <p class="quiet">{note}</p>}
      <details class="twin">
        <summary>{words.showTable}</summary>
        <DataTable
          title={title}
          table={{
            heads: [{ label: '', numeric: false }, ...(series.length > 1 ? series.map((label) => ({ label, numeric: true })) : []), { label: words.total, numeric: true }],
            rows: columns.map(({ label, words: each, total }) => [label, ...(series.length > 1 ? each : []), total]),
          }}
        />
      </details>
    </figure>
  );
}
