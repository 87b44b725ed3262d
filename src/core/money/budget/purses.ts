// The purses of the calls on their way: what each has put aside, in this process at once and in the database with all others.

import type { Money } from '../../model/money.ts';
import type { Purse } from '../../model/purse.ts';
import { formatAmount } from '../format.ts';
import { hair, type PeriodCap, type Till } from './till.ts';

/** The limits that hold right now, in USD. */
export interface LimitsNow {
  readonly session: number | undefined;
  readonly perRequest: number | undefined;
  readonly periods: readonly PeriodCap[];
}

export interface PursesPorts {
  readonly till: Till | undefined;
  readonly sessionSpent: () => number;
  readonly limits: () => LimitsNow;
}

/** Why there is no money, as a sentence. */
export interface Refusal {
  readonly words: string;
}

export interface HeldPurse extends Purse {
  readonly giveBack: () => void;
}

export interface OpenedPurse {
  readonly purse: HeldPurse;
  readonly amount: number;
  /** The budget that has least left, in words. */
  readonly tightest: string;
}

export interface Purses {
  /** `all` if it is there, or what there is, unless that is below `least`. With `force` no limit holds. */
  open(all: number, least: number, force: boolean): Promise<OpenedPurse | { readonly refusal: Refusal }>;
}

const names: Readonly<Record<string, string>> = {
  session: 'the budget of this window',
  day: "today's budget",
  week: "this week's budget",
  month: "this month's budget",
  perRequest: 'the budget for a single request',
};

interface Room {
  readonly name: string;
  readonly limit: number;
  readonly left: number;
}

export function createPurses({ till, sessionSpent, limits }: PursesPorts): Purses {
  /** What all purses of this process hold. */
  let heldHere = 0;

  async function take(id: string, all: number, least: number, force: boolean, ofThisCall: number): Promise<{ readonly amount: number; readonly tightest: Room | undefined; readonly refusal?: Refusal }> {
    const { session, perRequest, periods } = limits();
    const rooms: Room[] = [];
    if (!force && session !== undefined) rooms.push({ name: 'session', limit: session, left: Math.max(0, session - sessionSpent() - heldHere) });
    if (!force && perRequest !== undefined) rooms.push({ name: 'perRequest', limit: perRequest, left: Math.max(0, perRequest - ofThisCall) });
    const own = tightestOf(rooms);
    const wanted = Math.min(all, own?.left ?? Infinity);
    if (wanted + hair < least) return { amount: 0, tightest: own, refusal: { words: roomWords(own) } };
    if (!till) {
      heldHere += wanted;
      return { amount: wanted, tightest: own };
    }
    // Held here at once, so that nobody else in this process takes it while the database is asked.
    heldHere += wanted;
    let amount = 0;
    try {
      const grant = await till.reserve({ id, wanted, least, caps: force ? [] : periods });
      amount = grant.amount;
      const tightest = tightestOf([own, grant.tightest].filter((room) => room !== undefined));
      return amount + hair < least ? { amount, tightest, refusal: { words: roomWords(tightest) } } : { amount, tightest };
    } catch {
      // Forced, a person knows. Else nothing is known of what was spent, which is not nothing.
      amount = force ? wanted : 0;
      return force ? { amount, tightest: own } : { amount, tightest: own, refusal: { words: 'What was spent so far cannot be read right now, so no budget can be held.' } };
    } finally {
      heldHere -= wanted - amount;
    }
  }

  return {
    async open(all, least, force) {
      const id = crypto.randomUUID();
      const first = await take(id, all, least, force, 0);
      if (first.refusal) return { refusal: first.refusal };
      let held = first.amount;
      let spent = 0;
      let tightest = first.tightest;
      let open = true;
      const purse: HeldPurse = {
        async ensure(amount) {
          if (open && held + hair < amount) {
            const more = await take(id, amount - held, 0, force, spent + held);
            held += more.amount;
            tightest = more.tightest ?? tightest;
          }
          return held;
        },
        took(cost: Money, atMost: number) {
          const amount = cost.provenance === 'unknown' ? atMost : cost.amount;
          const before = held;
          spent += amount;
          held = Math.max(0, held - amount);
          heldHere -= before - held;
          till?.spent(id, amount);
        },
        words: () => roomWords(tightest),
        giveBack() {
          if (!open) return;
          open = false;
          heldHere -= held;
          held = 0;
          till?.release(id);
        },
      };
      return { purse, amount: first.amount, tightest: names[tightest?.name ?? ''] ?? 'the budget' };
    },
  };
}

function tightestOf(rooms: readonly Room[]): Room | undefined {
  return rooms.toSorted((one, other) => one.left - other.left)[0];
}

/** `Today's budget of $5.00 has $0.12 left.` */
function roomWords(room: Room | undefined): string {
  if (!room) return 'The budget has no room for it.';
  const name = names[room.name] ?? 'the budget';
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} of ${formatAmount(room.limit)} ${room.name === 'perRequest' && room.left === room.limit ? 'is not enough' : `has ${formatAmount(room.left)} left`} (parley.budgets.${room.name}).`;
}
