// A table of words: it scrolls by itself where it is too wide, also by keyboard.

import type { TableView } from '../../../shared/usageProtocol.ts';

/** Longer cells are sentences and may break into lines. */
const sentence = 36;

export function DataTable({ title, table: { heads, rows, note } }: { readonly title: string; readonly table: TableView }) {
  return (
    <>
      <div class="table-scroller" role="region" aria-label={title} tabIndex={0}>
        <table>
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>{heads.map(({ label, numeric }) => <th key={label} scope="col" class={numeric ? 'numeric' : undefined}>{label}</th>)}</tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, index) => (index === 0
                  ? <th key={index} scope="row" dir="auto">{cell}</th>
                  : <td key={index} class={heads[index]?.numeric ? 'numeric' : cell.length > sentence ? 'sentence' : undefined}>{cell}</td>))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {note && <p class="quiet">{note}</p>}
    </>
  );
}
