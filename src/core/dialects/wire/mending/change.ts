// A change of a request body that makes a server take it: what was refused is left out, renamed, or given another value.

import type { Notice } from '../sampling.ts';

/** A request body, in anybody's wire format. */
export type Body = Readonly<Record<string, unknown>>;

/** Plain data, so that it can be remembered. A path is dotted; lists on the way are walked. */
export type Change =
  | { readonly type: 'drop'; readonly path: string; readonly only?: string }
  | { readonly type: 'rename'; readonly path: string; readonly to: string }
  | { readonly type: 'value'; readonly path: string; readonly from: string; readonly to: string };

/** What takes the place of a field that has to go, where leaving it out alone would lose its meaning. */
export type Substitutes = Readonly<Record<string, (body: Body) => Body>>;

/** The changed body, or the very same one when there is nothing to change in it. */
export function applyChange(body: Body, change: Change, substitutes: Substitutes): Body {
  if (change.type === 'drop') {
    if (change.only !== undefined && !valuesAt(body, change.path).includes(change.only)) return body;
    const substitute = Object.hasOwn(substitutes, change.path) ? substitutes[change.path] : undefined;
    return substitute && valuesAt(body, change.path).length > 0 ? substitute(body) : rewrite(body, change.path, () => ({}));
  }
  if (change.type === 'rename') return rewrite(body, change.path, (value) => ({ [change.to]: value }));
  return rewrite(body, change.path, (value, name) => ({ [name]: value === change.from ? change.to : value }));
}

/** Every value a path leads to. */
export function valuesAt(body: unknown, path: string): unknown[] {
  const found: unknown[] = [];
  rewrite(body as Body, path, (value, name) => {
    found.push(value);
    return { [name]: value };
  });
  return found;
}

/** Puts something else in the place of the field at `path`, everywhere it leads. Never touches what it was given. */
function rewrite(body: Body, path: string, replace: (value: unknown, name: string) => Body): Body {
  const [name = '', ...rest] = path.split('.');
  if (Array.isArray(body)) {
    const next = (body as readonly Body[]).map((item) => rewrite(item, path, replace));
    return next.every((item, index) => item === body[index]) ? body : (next as unknown as Body);
  }
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name) || body[name] === undefined) return body;
  const value = body[name];
  const entries: Body = rest.length === 0 ? replace(value, name) : { [name]: rewrite(value as Body, rest.join('.'), replace) };
  if (entries[name] === value) return body;
  return Object.fromEntries(Object.entries(body).flatMap((entry) => (entry[0] === name ? Object.entries(entries) : [entry])));
}

/** Says in words what was changed. */
export function describeChange(change: Change): Notice {
  const name = change.path.replace(/^messages\./, 'message field ');
  switch (change.type) {
    case 'drop':
      return notice('parameter-dropped', `This model takes no ${change.only === undefined ? name : `${name} "${change.only}"`}; it was left out.`);
    case 'rename':
      return notice('parameter-renamed', `This model wants ${name} under the name ${change.to}; it was sent so.`);
    case 'value':
      return notice('parameter-changed', `This model takes no ${name} "${change.from}"; "${change.to}" was sent instead.`);
  }
}

function notice(code: string, message: string): Notice {
  return { type: 'notice', code, message };
}
