// The check at run time: always done, whatever the wire promised.

import { safeParseAsync } from 'zod/mini';
import type { $ZodType, output } from 'zod/v4/core';
import type { Json } from '../model/message.ts';
import { type Problem, problemsOf } from './problem.ts';
import type { Shape } from './shape.ts';

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Holds one answer against the schema. Never throws. */
export async function check<S extends $ZodType>(schema: S, shape: Shape, answer: Json): Promise<Checked<output<S>>> {
  let problems: readonly Problem[] | undefined;
  try {
    for (const reading of shape.readings(answer)) {
      const parsed = await safeParseAsync(schema, reading);
      if (parsed.success) return { ok: true, value: parsed.data };
      problems ??= problemsOf(parsed.error.issues, reading);
    }
  } catch (failure) {
    // A schema that calls itself may run out of stack, and a refinement may throw.
    problems = [{ path: [], message: `it cannot be checked: ${failure instanceof Error ? failure.message : 'unknown reason'}` }];
  }
  return { ok: false, problems: problems ?? [] };
}

/** The one value that several candidates agree on. When values that fit differ, none is taken: guessing is not ours. */
export async function checkAll<S extends $ZodType>(schema: S, shape: Shape, answers: readonly Json[]): Promise<Checked<output<S>> & { readonly answer?: Json }> {
  const fitting = new Map<string, { readonly value: output<S>; readonly answer: Json }>();
  let problems: readonly Problem[] | undefined;
  for (const answer of answers) {
    const checked = await check(schema, shape, answer);
    if (checked.ok) fitting.set(JSON.stringify(answer), { value: checked.value, answer });
    else problems = checked.problems;
  }
  const [first, ...others] = fitting.values();
  if (others.length > 0) return { ok: false, problems: [{ path: [], message: `it holds ${fitting.size} different objects that fit; give exactly one` }] };
  return first ? { ok: true, ...first } : { ok: false, problems: problems ?? [] };
}
