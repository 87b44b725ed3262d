// Tells the page what answers use while they stream: a few times a second, and never after their end.

import type { Clock } from '../../core/base/clock.ts';
import type { Disposable } from '../../core/base/disposable.ts';
import { answeringModel, type AssistantTurn } from '../../core/conversation/turn.ts';
import { type Money, unknownMoney } from '../../core/model/money.ts';
import { outputCost } from '../../core/money/outputCost.ts';
import type { PriceBook } from '../../core/money/price.ts';
import type { Change } from '../../shared/protocol.ts';
import { liveMeterView } from './meterView.ts';

/** Fast enough to look alive, slow enough to be read. */
const every = 250;

export interface LiveMeter extends Disposable {
  grew(turn: AssistantTurn): void;
  /** Forgets an answer that has ended, or all that were on their way. */
  stop(turn?: string): void;
}

export function createLiveMeter(prices: PriceBook, clock: Clock, push: (change: Change) => void): LiveMeter {
  const newest = new Map<string, AssistantTurn>();
  let timer: Disposable | undefined;
  const tell = (): void => {
    timer = undefined;
    for (const turn of newest.values()) {
      const meter = liveMeterView(turn, clock.now(), costOf(turn, prices));
      if (meter) push({ type: 'turn-changed', id: turn.id, changes: { meter } });
    }
    newest.clear();
  };
  const stop = (turn?: string): void => {
    if (turn === undefined) newest.clear();
    else newest.delete(turn);
    if (newest.size > 0) return;
    timer?.dispose();
    timer = undefined;
  };
  return {
    grew(turn) {
      newest.set(turn.id, turn);
      timer ??= clock.after(every, tell);
    },
    stop,
    dispose: () => stop(),
  };
}

function costOf(turn: AssistantTurn, prices: PriceBook): Money {
  const amount = outputCost(prices, answeringModel(turn), turn.startedAt, turn.estimatedOutput);
  return amount === undefined ? unknownMoney : { provenance: 'estimated', amount, currency: 'USD' };
}
