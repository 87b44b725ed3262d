// Tells the page what an answer uses while it streams: a few times a second, and never after its end.

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
  stop(): void;
}

export function createLiveMeter(prices: PriceBook, clock: Clock, push: (change: Change) => void): LiveMeter {
  let newest: AssistantTurn | undefined;
  let timer: Disposable | undefined;
  const tell = (): void => {
    timer = undefined;
    const turn = newest;
    const meter = turn && liveMeterView(turn, clock.now(), costOf(turn, prices));
    if (turn && meter) push({ type: 'turn-changed', id: turn.id, changes: { meter } });
  };
  const stop = (): void => {
    timer?.dispose();
    timer = undefined;
    newest = undefined;
  };
  return {
    grew(turn) {
      newest = turn;
      timer ??= clock.after(every, tell);
    },
    stop,
    dispose: stop,
  };
}

function costOf(turn: AssistantTurn, prices: PriceBook): Money {
  const amount = outputCost(prices, answeringModel(turn), turn.startedAt, turn.estimatedOutput);
  return amount === undefined ? unknownMoney : { provenance: 'estimated', amount, currency: 'USD' };
}
