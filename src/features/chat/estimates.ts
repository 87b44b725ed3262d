// Plans the question in the composer again whenever anything about it changed, and tells the page. Nothing waits for it.

import type { Clock } from '../../core/base/clock.ts';
import type { Disposable } from '../../core/base/disposable.ts';
import type { UserMessage } from '../../core/model/message.ts';
import type { EstimateView } from '../../shared/protocol.ts';
import type { Planned } from './estimateView.ts';
import type { PlanPorts } from './plan.ts';

export interface EstimatePorts extends Omit<PlanPorts, 'now'> {
  readonly clock: Clock;
}

export interface Estimates extends Disposable {
  /** Plans soon; an earlier wish is forgotten. With nothing to send there is nothing to plan. */
  refresh(text: string, isNothing?: boolean): void;
  /** Plans now. */
  plan(text: string, parts?: UserMessage['parts']): Promise<Planned>;
}

/** Soon enough to follow typing, late enough not to plan every key. */
const pause = 120;

export function createEstimates(ports: EstimatePorts, tell: (estimate: EstimateView | null) => void): Estimates {
  let timer: Disposable | undefined;
  let newest = 0;

  const planNow = async (text: string, parts?: UserMessage['parts']): Promise<Planned> => (await import('./plan.ts')).plan(text, { ...ports, now: () => ports.clock.now() }, parts);

  async function planAndTell(text: string, mine: number): Promise<void> {
    const planned = await planNow(text);
    const { estimateView } = await import('./estimateView.ts');
    if (mine === newest) tell(estimateView(planned));
  }

  return {
    plan: planNow,
    refresh(text, isNothing = text.trim() === '') {
      timer?.dispose();
      const mine = ++newest;
      timer = ports.clock.after(pause, () => {
        if (isNothing) tell(null);
        else void planAndTell(text, mine);
      });
    },
    dispose() {
      newest++;
      timer?.dispose();
    },
  };
}
