// Answers requests of any page: each exactly once, whatever arrives.

import type { Failure } from './protocol.ts';
import { RequestFailed } from './requestFailed.ts';

/** What can be asked for: a name, what it carries, and what comes back. */
export type Contract<C> = { readonly [N in keyof C]: { readonly parameters: unknown; readonly result: unknown } };

/** One handler for every request: leaving one out does not compile. */
export type HandlersOf<C extends Contract<C>> = { readonly [N in keyof C]: (parameters: C[N]['parameters']) => Promise<C[N]['result']> | C[N]['result'] };

/** What a message from a page turned out to be. */
export type Checked<C extends Contract<C>> =
  | { readonly ok: true; readonly request: { readonly id: number; readonly name: keyof C; readonly parameters: C[keyof C]['parameters'] } }
  | { readonly ok: false; readonly id: number | undefined };

/** One answer. */
export type Answer<C extends Contract<C>> =
  | { readonly kind: 'response'; readonly id: number; readonly result: C[keyof C]['result'] }
  | { readonly kind: 'response'; readonly id: number; readonly failure: Failure };

type AnyHandler<C extends Contract<C>> = (parameters: C[keyof C]['parameters']) => Promise<C[keyof C]['result']> | C[keyof C]['result'];

/** Answers one checked message. `onFailure` hears of what no handler expected. */
export async function answer<C extends Contract<C>>(
  checked: Checked<C>,
  handlers: HandlersOf<C>,
  onFailure: (name: string, failure: unknown) => void,
): Promise<Answer<C> | undefined> {
  if (!checked.ok) {
    onFailure('malformed', undefined);
    if (checked.id === undefined) return undefined;
    return { kind: 'response', id: checked.id, failure: { code: 'malformed', sentence: 'Parley did not understand that.' } };
  }
  const { id, name, parameters } = checked.request;
  try {
    const result = await (handlers[name] as AnyHandler<C>)(parameters);
    return { kind: 'response', id, result };
  } catch (failure) {
    if (failure instanceof RequestFailed) return { kind: 'response', id, failure: failure.failure };
    onFailure(String(name), failure);
    return { kind: 'response', id, failure: { code: 'failed', sentence: 'Something went wrong inside Parley. The log has the details.' } };
  }
}
