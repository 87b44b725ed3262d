// A turn as it is kept: there and back.

import { LlmError, type LlmErrorFacts } from '../model/llmError.ts';
import { textMessage } from '../model/message.ts';
import type { AssistantTurn, Turn, TurnEnd } from './turn.ts';

/** A turn in plain values. The texts stand by themselves: they grow, are searched, and are long. */
export interface TurnRecord {
  readonly id: string;
  readonly parent: string | undefined;
  readonly kind: Turn['kind'];
  readonly text: string;
  readonly thinking: string;
  /** The reference that was, or is to be, asked for. */
  readonly model: string | undefined;
  /** Everything else, as JSON. */
  readonly body: string;
  /** True while the answer is on its way. */
  readonly open: boolean;
  /** True for what a person deleted: it is not found by its words. */
  readonly hidden: boolean;
}

export function recordOf(turn: Turn): TurnRecord {
  if (turn.kind === 'user') {
    const { kind, id, parent, text, model, parts, ...rest } = turn;
    const [only, ...more] = parts;
    const plain = only?.type === 'text' && more.length === 0 && only.text === text && Object.keys(only).length === 2;
    return { id, parent, kind, text, thinking: '', model, body: JSON.stringify(plain ? rest : { ...rest, parts }), open: false, hidden: turn.deleted !== undefined };
  }
  const { kind, id, parent, text, thinking, model } = turn;
  return { id, parent, kind, text, thinking, model, body: bodyOf(turn), open: turn.end === undefined, hidden: turn.deleted !== undefined };
}

/** All of an answer but its texts. */
export function bodyOf({ kind: _kind, id: _id, parent: _parent, text: _text, thinking: _thinking, model: _model, wait: _wait, elsewhere: _elsewhere, ...rest }: AssistantTurn): string {
  return JSON.stringify(rest);
}

/** The turn of a record that was checked (`turnChecks.ts`), which is not done twice. */
export function turnOf({ id, parent, kind, text, thinking, model, body }: TurnRecord): Turn {
  const known = JSON.parse(body) as Body;
  const turn = kind === 'user'
    ? { parts: textMessage('user', text).parts, ...known, kind, id, parent, text, ...(model !== undefined && { model }) }
    : { ...known, kind, id, parent, model: model ?? '', text, thinking, end: known.end && { ...known.end, error: known.end.error && new LlmError(known.end.error) } };
  return turn as unknown as Turn;
}

/** Of it only the end is of interest here. */
interface Body {
  readonly end?: Omit<TurnEnd, 'error'> & { readonly error?: LlmErrorFacts };
}
