// Plans the question in the composer again whenever anything about it changed, and tells the page. Nothing waits for it.

import type { Clock } from '../../core/base/clock.ts';
import type { Disposable } from '../../core/base/disposable.ts';
import type { Call } from '../../core/model/call.ts';
import type { ModelInfo } from '../../core/model/modelInfo.ts';
import { type Forecast, forecast } from '../../core/money/forecast.ts';
import type { PriceBook } from '../../core/money/price.ts';
import type { UsualOutput } from '../../core/money/usualOutput.ts';
import type { TokenCounter } from '../../core/tokens/tokenCounter.ts';
import type { PromptCount } from '../../core/tokens/prompt.ts';
import type { EstimateView } from '../../shared/protocol.ts';
import { estimateView, type Planned } from './estimateView.ts';

export interface EstimatePorts {
  /** The call that would go out. */
  readonly preview: (text: string) => Call;
  readonly tokens: Pick<TokenCounter, 'prompt' | 'ready'>;
  readonly prices: PriceBook;
  readonly usual: Pick<UsualOutput, 'expected'>;
  readonly describe: (reference: string) => ModelInfo;
  readonly isFree: (reference: string) => boolean;
  /** Models to compare with, those used most first. */
  readonly favourites: () => Promise<readonly string[]>;
  readonly clock: Clock;
}

export interface Estimates extends Disposable {
  /** Plans soon; an earlier wish is forgotten. */
  refresh(text: string): void;
  /** Plans now. */
  plan(text: string): Promise<Planned>;
}

/** Soon enough to follow typing, late enough not to plan every key. */
const pause = 120;
const mostOthers = 2;

export function createEstimates(ports: EstimatePorts, tell: (estimate: EstimateView | null) => void): Estimates {
  let timer: Disposable | undefined;
  let newest = 0;

  async function plan(text: string): Promise<Planned> {
    const call = ports.preview(text);
    const [others] = await Promise.all([ports.favourites().catch(() => []), ports.prices.ready(), ports.tokens.ready(call.model)]);
    const count = ports.tokens.prompt(call);
    return {
      count,
      info: ports.describe(call.model),
      expectedOutput: ports.usual.expected(call.task, call.model),
      forecast: planFor(call, call.model, count),
      free: ports.isFree(call.model),
      others: others.filter((model) => model !== call.model).slice(0, mostOthers).map((model) => ({ model, forecast: planFor(call, model, count), free: ports.isFree(model) })),
    };
  }

  /** Another model may count a little differently; for a comparison that does not matter. */
  function planFor(call: Call, model: string, count: PromptCount): Forecast | undefined {
    const entry = ports.prices.find({ asked: model });
    const repeated = count.parts.reduce((sum, { kind, tokens }) => sum + (kind === 'text' || kind === 'attachment' || kind === 'overhead' ? 0 : tokens), 0);
    const hasHistory = count.parts.some(({ kind }) => kind === 'history');
    const answer = { expected: ports.usual.expected(call.task, model), largest: ports.describe(model).maxOutput };
    return entry && forecast({ total: count.total, repeated: hasHistory ? repeated : 0 }, answer, entry, ports.clock.now());
  }

  async function planAndTell(text: string, mine: number): Promise<void> {
    const planned = await plan(text);
    if (mine === newest) tell(estimateView(planned));
  }

  return {
    plan,
    refresh(text) {
      timer?.dispose();
      const mine = ++newest;
      timer = ports.clock.after(pause, () => {
        if (text.trim() === '') tell(null);
        else void planAndTell(text, mine);
      });
    },
    dispose() {
      newest++;
      timer?.dispose();
    },
  };
}
