// The drawing of stacked columns: grid, bars, and what stands along both axes.

import type { ColumnView, TickView } from '../../../shared/usageProtocol.ts';
import { lookOf, textureOf } from './patterns.tsx';

export interface ColumnsProperties {
  readonly columns: readonly ColumnView[];
  readonly ticks: readonly TickView[];
  readonly pointed: number | undefined;
  readonly onPointerMove: (event: PointerEvent & { currentTarget: HTMLElement }) => void;
  readonly onPointerLeave: () => void;
}

/** No bar is wider than this, in pixels. */
const widest = 40;
const mostLabels = 6;

interface Piece {
  readonly series: number;
  readonly from: number;
  readonly to: number;
}

/** Upwards what is more than nothing, downwards what is less. */
function piecesOf(values: readonly number[]): Piece[] {
  let [up, down] = [0, 0];
  return values.flatMap((value, series) => {
    if (value === 0) return [];
    const from = value > 0 ? up : down;
    const to = from + value;
    if (value > 0) up = to;
    else down = to;
    return [{ series, from, to }];
  });
}

export function Columns({ columns, ticks, pointed, onPointerMove, onPointerLeave }: ColumnsProperties) {
  const low = ticks[0]?.value ?? 0;
  const high = ticks.at(-1)?.value ?? 1;
  const height = (value: number): number => ((high - value) / (high - low)) * 100;
  const each = 100 / Math.max(1, columns.length);
  const bar = (index: number): Record<string, string> => ({ x: `calc(${(index + 0.5) * each}% - min(${each * 0.37}%, ${widest / 2}px))`, width: `min(${each * 0.74}%, ${widest}px)` });
  const step = Math.ceil(columns.length / mostLabels);
  return (
    <>
      <div class="axis-values" aria-hidden="true">
        <span class="axis-widest">{ticks.reduce((longest, { words }) => (words.length > longest.length ? words : longest), '')}</span>
        {ticks.map(({ value, words }) => <span key={value} class="axis-value" style={{ top: `${height(value)}%` }}>{words}</span>)}
      </div>
      <div class="drawing" onPointerMove={onPointerMove} onPointerLeave={onPointerLeave}>
        <svg aria-hidden="true">
          {ticks.map(({ value }) => <line key={value} class={value === 0 ? 'grid zero' : 'grid'} x1="0" x2="100%" y1={`${height(value)}%`} y2={`${height(value)}%`} />)}
          {pointed !== undefined && <rect class="pointed" x={`${pointed * each}%`} width={`${each}%`} height="100%" />}
          {columns.map(({ values, incomplete }, index) => {
            const pieces = piecesOf(values);
            const top = Math.max(0, ...pieces.map(({ to }) => to));
            return (
              <g key={index}>
                {pieces.map(({ series, from, to }) => {
                  const place = { y: `${height(Math.max(from, to))}%`, height: `${(Math.abs(to - from) / (high - low)) * 100}%`, style: bar(index) };
                  const texture = textureOf(series);
                  return (
                    <g key={series}>
                      <rect class={`bar ${lookOf(series)}`} {...place} />
                      {texture && <rect fill={texture} {...place} />}
                    </g>
                  );
                })}
                {incomplete && <text class="more" x={`${(index + 0.5) * each}%`} y={`${height(top)}%`} dy="-3">+</text>}
              </g>
            );
          })}
        </svg>
      </div>
      <div class="axis-labels" aria-hidden="true">
        {columns.map(({ short }, index) => (index % step === 0
          ? <span key={index} class={(index / step) % 2 === 1 ? 'axis-label minor' : 'axis-label'} style={{ left: `${(index + 0.5) * each}%` }}>{short}</span>
          : null))}
      </div>
    </>
  );
}
