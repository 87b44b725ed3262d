// How the cost of an answer came about, unfolded under it.

import type { BillView } from '../../shared/protocol.ts';
import { words } from '../words.ts';

export function Bill({ id, bill }: { readonly id: string; readonly bill: BillView }) {
  const priced = bill.lines.some(({ amount }) => amount !== '');
  return (
    <section class="bill" id={id} aria-label={words.bill}>
      <dl>
        {bill.facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {bill.lines.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.billPart}</th>
              <th scope="col" class="figure">{words.billTokens}</th>
              {priced && <th scope="col" class="figure">{words.billAmount}</th>}
            </tr>
          </thead>
          <tbody>
            {bill.lines.map(({ label, count, rate, amount }) => (
              <tr key={label}>
                <th scope="row">
                  {label} {rate !== '' && <span class="rate">{words.atRate(rate)}</span>}
                </th>
                <td class="figure">{count}</td>
                {priced && <td class="figure">{amount}</td>}
              </tr>
            ))}
          </tbody>
          {bill.total !== undefined && priced && (
            <tfoot>
              <tr>
                <th scope="row" colSpan={2}>{words.billTotal}</th>
                <td class="figure">{bill.total}</td>
              </tr>
            </tfoot>
          )}
        </table>
      )}
      {bill.notes.map((note) => <p key={note}>{note}</p>)}
    </section>
  );
}
