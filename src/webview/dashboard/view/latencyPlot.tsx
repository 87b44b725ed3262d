// How long models take: a bar to the middle, a line to where 95 in 100 are done, a dot for the first thing to be seen.

import { useId } from 'preact/hooks';
import type { LatencyView } from '../../../shared/usageProtocol.ts';
import { words } from '../words.ts';
import { DataTable } from './dataTable.tsx';

export function LatencyPlot({ plot: { title, summary, rows, ticks } }: { readonly plot: LatencyView }) {
  const id = useId();
  const high = ticks.at(-1)?.value ?? 1;
  const place = (value: number): string => `${(value / high) * 100}%`;
  return (
    <figure class="plot" aria-labelledby={`${id}-title`} aria-describedby={`${id}-summary`}>
      <figcaption>
        <h3 id={`${id}-title`}>{title}</h3>
        <p id={`${id}-summary`} class="quiet">{summary}</p>
      </figcaption>
      {rows.length > 0 && (
        <>
          <ul class="legend">
            <li><svg class="swatch" aria-hidden="true"><rect class="bar series-0" width="100%" height="100%" /></svg>{words.half}</li>
            <li><svg class="swatch" aria-hidden="true"><line class="whisker" x1="0" x2="100%" y1="50%" y2="50%" /><line class="whisker" x1="98%" x2="98%" y1="10%" y2="90%" /></svg>{words.most}</li>
            <li><svg class="swatch" aria-hidden="true"><circle class="first-dot" cx="50%" cy="50%" r="4" /></svg>{words.first}</li>
          </ul>
          <ul class="latencies" aria-hidden="true">
            {rows.map(({ model, p50, p95, first, words: [half, most] }) => (
              <li key={model}>
                <span class="latency-name" dir="auto">{model}</span>
                <span class="latency-words">{half} &middot; {most}</span>
                <svg class="latency">
                  {ticks.map(({ value }) => <line key={value} class="grid" x1={place(value)} x2={place(value)} y1="0" y2="100%" />)}
                  <rect class="bar series-0" width={place(p50)} y="25%" height="50%" />
                  <line class="whisker" x1={place(p50)} x2={place(p95)} y1="50%" y2="50%" />
                  <line class="whisker" x1={place(p95)} x2={place(p95)} y1="25%" y2="75%" />
                  {first !== null && <circle class="first-dot" cx={place(first)} cy="50%" r="4" />}
                </svg>
              </li>
            ))}
          </ul>
          <div class="axis-labels latency-axis" aria-hidden="true">
            {ticks.map(({ value, words: label }, index) => <span key={value} class={index % 2 === 1 ? 'axis-label minor' : 'axis-label'} style={{ left: place(value) }}>{label}</span>)}
          </div>
          <details class="twin">
            <summary>{words.showTable}</summary>
            <DataTable title={title} table={{ heads: words.latencyHeads.map((label, index) => ({ label, numeric: index > 0 })), rows: rows.map(({ model, words: cells }) => [model, ...cells]) }} />
          </details>
        </>
      )}
    </figure>
  );
}
