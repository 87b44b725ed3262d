// The headline figures, and how far the budgets are used.

import type { BudgetView, FigureView } from '../../../shared/usageProtocol.ts';
import { words } from '../words.ts';

export function Figures({ figures }: { readonly figures: readonly FigureView[] }) {
  return (
    <dl class="figures" aria-label={words.figures}>
      {figures.map(({ label, value, detail, tone }) => (
        <div key={label} class={tone ? `figure ${tone}` : 'figure'}>
          <dt>{label}</dt>
          <dd>
            <span class="figure-value">{value}</span>
            {detail && <span class="figure-detail">{detail}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function Budgets({ budgets, edit }: { readonly budgets: readonly BudgetView[]; readonly edit: () => void }) {
  return (
    <section class="section" aria-labelledby="budgets">
      <div class="section-head">
        <h2 id="budgets">{words.budgets}</h2>
        <button type="button" class="button secondary" onClick={edit}>{words.editBudgets}</button>
      </div>
      {budgets.length === 0 && <p class="quiet">{words.noBudgets}</p>}
      <ul class="budgets">
        {budgets.map(({ label, words: spent, share, level }) => (
          <li key={label} class={`budget ${level}`}>
            <span>{label}</span>
            <span class="budget-words">{spent}</span>
            <div class="budget-track" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(Math.min(1, share) * 100)} aria-valuetext={spent}>
              <div class="budget-fill" style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
